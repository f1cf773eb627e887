package io.tidegate.submit;

import io.tidegate.config.DataprocConfig;
import io.tidegate.submit.Request.Operation;

/** Dataproc's batches. They take no properties of YARN or of shuffles. */
record DataprocServerlessTarget(DataprocConfig.Serverless dataproc) implements Target {

  @Override
  public Request render(Submission submission) {
    var body =
        new Fields()
            .put("parent", "projects/" + dataproc.project() + "/locations/" + dataproc.region())
            .put("batch", batch(submission))
            // Dataproc refuses a second batch with the same id.
            .put("batchId", submission.token().text())
            .put("requestId", submission.token().text());
    return new Request.Call(
        submission.token(), Operation.DATAPROC_CREATE_BATCH, dataproc.region(), body.node());
  }

  private Fields batch(Submission submission) {
    var resources = submission.resources();
    var settings =
        new SparkSettings().sizes(resources).executors(resources).more(resources.spark());
    var spark =
        new Fields()
            .put("mainClass", submission.mainClass())
            .texts("args", submission.arguments())
            // Delta's jars among them: the runtime has none.
            .texts("jarFileUris", submission.jars());
    // The runtime with Scala 2.12; its version is text, which YAML would take for a number.
    var runtime =
        new Fields().put("version", dataproc.version()).map("properties", settings.properties());
    return new Fields()
        .map("labels", Labels.labels(submission))
        .put("sparkBatch", spark)
        .put("runtimeConfig", runtime)
        .put("environmentConfig", new Fields().put("executionConfig", execution(submission)));
  }

  private Fields execution(Submission submission) {
    return new Fields()
        .put("serviceAccount", dataproc.serviceAccount())
        .put("subnetworkUri", dataproc.subnet())
        .put("stagingBucket", dataproc.stagingBucket())
        .put("ttl", submission.deploy().timeout().map(Seconds::text));
  }
}
