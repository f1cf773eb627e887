package io.tidegate.submit;

import io.tidegate.config.DataprocConfig;
import io.tidegate.submit.Request.Operation;
import java.util.List;

/** Dataproc on clusters: a job of a cluster that runs, or a workflow with a cluster of its own. */
record DataprocTarget(DataprocConfig dataproc) implements Target {

  private static final String STEP = "run";

  @Override
  public Request render(Submission submission) {
    if (dataproc.cluster() instanceof DataprocConfig.Existing existing) {
      return submitJob(existing, submission);
    }
    return runWorkflow((DataprocConfig.JobScoped) dataproc.cluster(), submission);
  }

  /** Dataproc refuses a second job with the same id. */
  private Request submitJob(DataprocConfig.Existing existing, Submission submission) {
    var reference =
        new Fields().put("projectId", dataproc.project()).put("jobId", submission.token().text());
    var job =
        new Fields()
            .put("reference", reference)
            .put("placement", new Fields().put("clusterName", existing.name()))
            .put("sparkJob", sparkJob(submission))
            .map("labels", Labels.labels(submission));
    var body =
        new Fields()
            .put("projectId", dataproc.project())
            .put("region", dataproc.region())
            .put("job", job)
            .put("requestId", submission.token().text());
    return call(submission, Operation.DATAPROC_SUBMIT_JOB, body);
  }

  private Request runWorkflow(DataprocConfig.JobScoped cluster, Submission submission) {
    var labels = Labels.labels(submission);
    var managed =
        new Fields()
            .put("clusterName", submission.token().text())
            .put("config", DataprocCluster.config(cluster, dataproc, submission.deploy().jdk()))
            .map("labels", labels);
    // Without `scheduling`: a workflow's jobs cannot be restarted, though the message has the
    // field.
    var job =
        new Fields()
            .put("stepId", STEP)
            .put("sparkJob", sparkJob(submission))
            .map("labels", labels);
    var template =
        new Fields()
            .put("id", submission.token().text())
            .put("placement", new Fields().put("managedCluster", managed))
            .list("jobs", List.of(job))
            .put("dagTimeout", submission.deploy().timeout().map(Seconds::text))
            .map("labels", labels);
    var body =
        new Fields()
            .put("parent", "projects/" + dataproc.project() + "/regions/" + dataproc.region())
            .put("template", template)
            .put("requestId", submission.token().text());
    return call(submission, Operation.DATAPROC_RUN_WORKFLOW, body);
  }

  private Request call(Submission submission, Operation operation, Fields body) {
    return new Request.Call(submission.token(), operation, dataproc.region(), body.node());
  }

  private Fields sparkJob(Submission submission) {
    return new Fields()
        .put("mainClass", submission.mainClass())
        .texts("args", submission.arguments())
        .texts("jarFileUris", submission.jars())
        .map("properties", settings(submission).properties());
  }

  private SparkSettings settings(Submission submission) {
    var resources = submission.resources();
    var settings =
        new SparkSettings()
            .sizes(resources)
            .executors(resources)
            .yarn(resources)
            // Else the driver runs in the agent's Java 11. No spark.yarn.tags: by the agent's own
            // it
            // follows the job's applications.
            .set("spark.submit.deployMode", "cluster");
    resources.queue().ifPresent(queue -> settings.set("spark.yarn.queue", queue));
    java(submission, settings);
    return settings.more(resources.spark());
  }

  /** What the nodes have need not be sent. */
  private void java(Submission submission, SparkSettings settings) {
    if (dataproc.javaHome().isPresent()) {
      settings.javaHome(dataproc.javaHome().get());
      return;
    }
    // As Spark's own property: of the message's field it is not told whether it keeps the link.
    var jdk = submission.deploy().jdk().orElseThrow();
    settings
        .set("spark.yarn.dist.archives", SparkSettings.archive(jdk))
        .javaHome(SparkSettings.home(jdk));
  }
}
