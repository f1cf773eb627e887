package io.tidegate.cli;

import java.lang.reflect.InvocationTargetException;

/**
 * What {@code spark-submit} starts. It is compiled for Java 8 and refers to nothing that is not, so
 * that a JVM that is too old for all else says so.
 */
public final class Main {

  private static final int NEEDED = 17;

  private Main() {}

  public static void main(String[] args) throws Throwable {
    String problem =
        problem(System.getProperty("java.specification.version"), System.getProperty("java.home"));
    if (!problem.isEmpty()) {
      refuse(problem);
    }
    try {
      Class.forName("io.tidegate.cli.Commands")
          .getMethod("main", String[].class)
          .invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Empty where there is none. */
  static String problem(String version, String home) {
    String number = version.startsWith("1.") ? version.substring(2) : version;
    if (Integer.parseInt(number) >= NEEDED) {
      return "";
    }
    return "Tidegate needs Java "
        + NEEDED
        + "; this JVM is Java "
        + number
        + " ("
        + home
        + "). Give the driver and the executors a newer one: deploy.jdk of tidegate submit ships it,"
        + " and on YARN spark.yarn.appMasterEnv.JAVA_HOME and spark.executorEnv.JAVA_HOME name it";
  }

  /**
   * In YARN's cluster mode what is thrown reaches the diagnostics, and what is printed does not.
   */
  private static void refuse(String problem) {
    if ("cluster".equals(System.getProperty("spark.submit.deployMode"))) {
      throw new IllegalStateException(problem);
    }
    System.err.println(problem);
    System.exit(2);
  }
}
