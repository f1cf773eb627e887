package io.tidegate.ledger;

/**
 * The jobs under whose names the ledger keeps restores of tables: {@code JOB.restore} for a table
 * that the job made. Nothing runs them; a person does.
 */
public final class RestoreJobs {

  private static final String SUFFIX = ".restore";

  private RestoreJobs() {}

  /**
   * @param job that made the table
   */
  public static String of(String job) {
    return is(job) ? job : job + SUFFIX;
  }

  public static boolean is(String job) {
    return job.endsWith(SUFFIX);
  }
}
