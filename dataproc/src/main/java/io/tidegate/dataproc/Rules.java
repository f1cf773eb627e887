package io.tidegate.dataproc;

import com.google.cloud.dataproc.v1.SparkJob;
import com.google.protobuf.Duration;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Limits that all of Dataproc's requests have, from its documentation. */
record Rules(Problems problems) {

  private static final Pattern LABEL_KEY =
      Pattern.compile("[\\p{Ll}\\p{Lo}][\\p{Ll}\\p{Lo}\\p{N}_-]{0,62}");
  private static final Pattern LABEL_VALUE = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}_-]{0,63}");
  private static final int MOST_LABELS = 32;

  void id(String path, String value, String pattern, String remedy) {
    if (!value.isEmpty() && !value.matches(pattern)) {
      report(path, "'" + value + "' cannot be one", "write " + remedy);
    }
  }

  void requestId(String value) {
    id("requestId", value, "[A-Za-z0-9_-]{1,40}", "1 to 40 of A-Z a-z 0-9 _ -");
  }

  void labels(String path, Map<String, String> labels) {
    if (labels.size() > MOST_LABELS) {
      report(path, "has " + labels.size() + " labels", "write " + MOST_LABELS + " or fewer");
    }
    labels.forEach(
        (key, value) -> {
          if (!LABEL_KEY.matcher(key).matches() || !LABEL_VALUE.matcher(value).matches()) {
            report(
                path + "." + key,
                "'" + value + "' is no label",
                "lower case letters, digits, _ and -, at most 63, a letter first in the key");
          }
        });
  }

  void between(String path, Duration duration, long least, long most, String remedy) {
    if (duration.getSeconds() < least || duration.getSeconds() > most) {
      report(path, duration.getSeconds() + "s is out of range", remedy);
    }
  }

  /** A Spark job on a cluster. */
  void sparkJob(String path, SparkJob job) {
    if (job.getDriverCase() == SparkJob.DriverCase.DRIVER_NOT_SET) {
      report(path, "has neither mainClass nor mainJarFileUri", "name one of the two");
    }
    arguments(path, job.getArgsList());
    if (!"cluster".equals(job.getPropertiesMap().get("spark.submit.deployMode"))) {
      report(
          path + ".properties",
          "leaves the driver to the image's Java 11",
          "set spark.submit.deployMode to cluster");
    }
    for (String home :
        List.of("spark.yarn.appMasterEnv.JAVA_HOME", "spark.executorEnv.JAVA_HOME")) {
      if (!job.containsProperties(home)) {
        report(path + ".properties", "has no " + home, "the image's Java is 11");
      }
    }
    if (!"1".equals(job.getPropertiesMap().get("spark.yarn.maxAppAttempts"))) {
      report(
          path + ".properties",
          "lets YARN start the run again",
          "set spark.yarn.maxAppAttempts to 1");
    }
  }

  void arguments(String path, List<String> arguments) {
    if (arguments.contains("--conf") || arguments.contains("--properties")) {
      report(path + ".args", "holds an option of spark-submit", "write it as a property");
    }
  }

  void report(String path, String message, String remedy) {
    problems.add(Problem.at(Place.key(path), message, remedy));
  }
}
