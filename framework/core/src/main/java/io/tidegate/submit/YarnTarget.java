package io.tidegate.submit;

import io.tidegate.config.DeployConfig;
import java.util.List;

/** Hadoop YARN. */
record YarnTarget(DeployConfig.Yarn yarn) implements Target {

  /** As long as YARN lets a tag be. */
  private static final int LONGEST_TAG = 100;

  @Override
  public Request render(Submission submission) {
    var jdk = submission.deploy().jdk();
    return new Request.SparkSubmit(
        submission.token(),
        SubmitLine.start()
            .option("--master", "yarn")
            .option("--deploy-mode", yarn.client() ? "client" : "cluster")
            .option("--name", submission.name())
            .option("--queue", submission.resources().queue())
            .option("--principal", yarn.principal())
            .option("--keytab", yarn.keytab())
            .list("--jars", submission.deploy().jars())
            .option("--archives", jdk.map(SparkSettings::archive))
            .end(settings(submission), submission),
        true);
  }

  private SparkSettings settings(Submission submission) {
    var resources = submission.resources();
    var settings = new SparkSettings().sizes(resources).executors(resources).yarn(resources);
    // A second submission finds the first by its tag, and a person the job's applications.
    settings.set("spark.yarn.tags", tags(submission));
    if (yarn.client()) {
      // Else YARN takes a driver that was killed for one that is done.
      settings.set("spark.yarn.am.clientModeTreatDisconnectAsFailed", "true");
    }
    yarn.archive().ifPresent(archive -> settings.set("spark.yarn.archive", archive));
    if (!yarn.fileSystems().isEmpty()) {
      // Tokens are fetched when the run is submitted, for file systems that are named only.
      settings.set("spark.kerberos.access.hadoopFileSystems", String.join(",", yarn.fileSystems()));
    }
    submission.deploy().jdk().ifPresent(jdk -> settings.javaHome(SparkSettings.home(jdk)));
    return settings.more(resources.spark());
  }

  private static String tags(Submission submission) {
    String job = submission.job();
    return String.join(
        ",",
        List.of(
            "tidegate",
            job.substring(0, Math.min(job.length(), LONGEST_TAG)),
            submission.token().text()));
  }
}
