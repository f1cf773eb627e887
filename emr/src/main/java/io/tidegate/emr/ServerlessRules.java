package io.tidegate.emr;

import io.tidegate.problem.Problems;
import software.amazon.awssdk.services.emrserverless.model.StartJobRunRequest;

/** Limits of EMR Serverless' job runs. */
record ServerlessRules(Problems problems) {

  private static final int LONGEST_NAME = 256;
  private static final int MOST_ATTEMPTS = 10;
  private static final int SHORTEST_TIMEOUT = 5;
  private static final int MOST_TIMEOUT = 1_000_000;

  void check(StartJobRunRequest run) {
    if (run.clientToken() != null && !run.clientToken().matches("[A-Za-z0-9._-]{1,64}")) {
      report(
          "clientToken",
          "'" + run.clientToken() + "' is not a token",
          "1 to 64 of A-Z a-z 0-9 . _ -");
    }
    if (run.executionRoleArn() != null
        && !run.executionRoleArn().matches("arn:aws[a-z-]*:iam::\\d{12}:role/.+")) {
      report("executionRoleArn", "'" + run.executionRoleArn() + "' is not a role's ARN", "");
    }
    if (run.name() != null && (run.name().isBlank() || run.name().length() > LONGEST_NAME)) {
      report("name", "has " + run.name().length() + " characters", "write 1 to " + LONGEST_NAME);
    }
    if (run.jobDriver() == null || run.jobDriver().sparkSubmit() == null) {
      report("jobDriver.sparkSubmit", "is missing", "a run is a Spark application");
    }
    Long timeout = run.executionTimeoutMinutes();
    if (timeout != null && timeout != 0 && (timeout < SHORTEST_TIMEOUT || timeout > MOST_TIMEOUT)) {
      report(
          "executionTimeoutMinutes",
          timeout + " is out of range",
          "write 5 to 1000000, or 0 for none");
    }
    if (run.retryPolicy() != null) {
      Integer attempts = run.retryPolicy().maxAttempts();
      if (attempts != null && (attempts < 1 || attempts > MOST_ATTEMPTS)) {
        report("retryPolicy.maxAttempts", attempts + " is out of range", "write 1 to 10");
      }
    }
    checkProperties(run);
  }

  private void checkProperties(StartJobRunRequest run) {
    boolean capped =
        run.configurationOverrides() != null
            && run.configurationOverrides().applicationConfiguration().stream()
                .filter(found -> "spark-defaults".equals(found.classification()))
                .map(found -> found.properties().keySet())
                .anyMatch(
                    keys ->
                        keys.contains("spark.dynamicAllocation.maxExecutors")
                            || keys.contains("spark.executor.instances"));
    if (!capped) {
      report(
          "configurationOverrides.applicationConfiguration",
          "sets no most of executors",
          "without one there is no end to them");
    }
  }

  private void report(String path, String message, String remedy) {
    problems.add(EmrProblems.at(path, message, remedy));
  }
}
