package io.tidegate.submit;

import io.tidegate.config.DeployConfig;

/** An installed Spark on this machine. Executors there are none: the driver computes. */
record LocalTarget(DeployConfig.Local local) implements Target {

  @Override
  public Request render(Submission submission) {
    var settings =
        new SparkSettings().sizes(submission.resources()).more(submission.resources().spark());
    return new Request.SparkSubmit(
        submission.token(),
        SubmitLine.start()
            .option("--master", local.master())
            .option("--name", submission.name())
            .list("--jars", submission.deploy().jars())
            .end(settings, submission),
        true);
  }
}
