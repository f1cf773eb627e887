package io.tidegate.dataproc;

import com.google.cloud.dataproc.v1.Batch;
import com.google.cloud.dataproc.v1.CreateBatchRequest;
import com.google.cloud.dataproc.v1.ExecutionConfig;
import com.google.cloud.dataproc.v1.SparkBatch;
import java.util.List;
import java.util.Map;

/** A batch without a cluster. */
record BatchRules(Rules rules) {

  private static final long TEN_MINUTES = 600;
  private static final long FORTNIGHT = 14 * 86_400;

  void check(CreateBatchRequest request) {
    rules.requestId(request.getRequestId());
    rules.id("batchId", request.getBatchId(), "[a-z0-9-]{4,63}", "4 to 63 of a-z 0-9 -");
    Batch batch = request.getBatch();
    rules.labels("batch.labels", batch.getLabelsMap());
    if (batch.getBatchConfigCase() == Batch.BatchConfigCase.SPARK_BATCH) {
      check(batch.getSparkBatch());
    } else {
      rules.report("batch", "has no sparkBatch", "a run is a Spark application");
    }
    String version = batch.getRuntimeConfig().getVersion();
    if (!version.equals("1.2")) {
      rules.report(
          "batch.runtimeConfig.version",
          version.isEmpty()
              ? "is missing, and the default has Scala 2.13"
              : "'" + version + "' has no Spark 3.5 with Scala 2.12",
          "write \"1.2\"");
    }
    properties(batch.getRuntimeConfig().getPropertiesMap());
    ExecutionConfig execution = batch.getEnvironmentConfig().getExecutionConfig();
    if (execution.hasTtl()) {
      rules.between(
          "batch.environmentConfig.executionConfig.ttl",
          execution.getTtl(),
          TEN_MINUTES,
          FORTNIGHT,
          "write 600s to 1209600s");
    }
  }

  private void check(SparkBatch spark) {
    if (spark.getDriverCase() == SparkBatch.DriverCase.DRIVER_NOT_SET) {
      rules.report(
          "batch.sparkBatch", "has neither mainClass nor mainJarFileUri", "name one of the two");
    }
    rules.arguments("batch.sparkBatch", spark.getArgsList());
    for (String jar : List.of("/delta-spark_2.12-", "/delta-storage-")) {
      if (spark.getJarFileUrisList().stream().noneMatch(uri -> uri.contains(jar))) {
        rules.report(
            "batch.sparkBatch.jarFileUris",
            "has no " + jar.replaceAll("^/|-$", ""),
            "the runtime has no Delta");
      }
    }
  }

  private void properties(Map<String, String> properties) {
    String path = "batch.runtimeConfig.properties";
    properties.forEach(
        (name, value) -> {
          if (name.startsWith("spark.yarn.")
              || name.startsWith("spark.shuffle.")
              || name.equals("spark.master")
              || name.equals("spark.submit.deployMode")) {
            rules.report(path + "." + name, "is not for batches", "leave it out");
          }
          if (name.matches("spark\\.(driver|executor)\\.cores") && !value.matches("4|8|16")) {
            rules.report(path + "." + name, value + " is no size of theirs", "write 4, 8 or 16");
          }
        });
  }
}
