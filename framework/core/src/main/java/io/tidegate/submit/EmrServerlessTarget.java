package io.tidegate.submit;

import io.tidegate.config.EmrConfig;
import io.tidegate.submit.Request.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** EMR Serverless. */
record EmrServerlessTarget(EmrConfig.Serverless emr) implements Target {

  @Override
  public Request render(Submission submission) {
    var body =
        new Fields()
            .put("applicationId", emr.application())
            .put("clientToken", submission.token().text())
            .put("executionRoleArn", emr.role())
            // Tokens are forgotten after a while: a run is looked for by its name first.
            .put("name", submission.uniqueName())
            // A second attempt of the service's own would be a run that nobody asked for.
            .put("mode", "BATCH")
            .put("jobDriver", new Fields().put("sparkSubmit", driver(submission)))
            .put("configurationOverrides", overrides(submission));
    submission
        .deploy()
        .timeout()
        .ifPresent(timeout -> body.put("executionTimeoutMinutes", minutes(timeout)));
    body.map("tags", Labels.tags(submission));
    return new Request.Call(
        submission.token(), Operation.EMR_SERVERLESS_START_JOB_RUN, emr.region(), body.node());
  }

  private static Fields driver(Submission submission) {
    return new Fields()
        .put("entryPoint", submission.jar())
        .texts("entryPointArguments", submission.arguments())
        .put("sparkSubmitParameters", "--class " + submission.mainClass());
  }

  /** Properties go here and not among the parameters, which are split at blanks. */
  private Fields overrides(Submission submission) {
    var jars = new ArrayList<>(EmrTarget.DELTA);
    jars.addAll(submission.deploy().jars());
    var resources = submission.resources();
    // The session that Tidegate opens names Delta's extension and catalog.
    var settings =
        new SparkSettings()
            .sizes(resources)
            .executors(resources)
            .set("spark.jars", String.join(",", jars))
            .more(resources.spark());
    return new Fields()
        .list(
            "applicationConfiguration",
            List.of(
                new Fields()
                    .put("classification", "spark-defaults")
                    .map("properties", settings.properties())))
        .put(
            "monitoringConfiguration",
            new Fields().put("s3MonitoringConfiguration", new Fields().put("logUri", emr.log())));
  }

  private static int minutes(Duration timeout) {
    return (int) Math.min(Integer.MAX_VALUE, (timeout.toSeconds() + 59) / 60);
  }
}
