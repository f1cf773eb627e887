package io.tidegate.cli;

/** Ends the process with a code, in the way that the place where it runs understands. */
final class ProcessEnd {

  private ProcessEnd() {}

  /**
   * In YARN's cluster mode any {@code System.exit} fails the application, even with 0, and may
   * start it a second time; there a code other than 0 is thrown, and its text reaches the
   * diagnostics.
   */
  static void with(int code) {
    if (!"cluster".equals(System.getProperty("spark.submit.deployMode"))) {
      System.exit(code);
    }
    if (code != ExitCode.OK.number()) {
      throw new NotPublished(code);
    }
  }

  /** Read by a person in the cluster manager's diagnostics. */
  private static final class NotPublished extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotPublished(int code) {
      super("tidegate ended with code " + code + ": see the driver's log and the run's report");
    }
  }
}
