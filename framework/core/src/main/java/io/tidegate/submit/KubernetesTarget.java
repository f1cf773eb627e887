package io.tidegate.submit;

import io.tidegate.config.DeployConfig;

/** Kubernetes: the line is rendered, for whoever starts processes there. */
record KubernetesTarget(DeployConfig.Kubernetes kubernetes) implements Target {

  @Override
  public Request render(Submission submission) {
    var resources = submission.resources();
    var settings =
        new SparkSettings()
            .sizes(resources)
            .executors(resources)
            .set("spark.kubernetes.namespace", kubernetes.namespace())
            .set("spark.kubernetes.container.image", kubernetes.image())
            .set("spark.kubernetes.driver.label.tidegate-id", submission.token().text());
    if (resources.executors().filter(count -> count.min() != count.max()).isPresent()) {
      // Kubernetes has no external shuffle service.
      settings.set("spark.dynamicAllocation.shuffleTracking.enabled", "true");
    }
    kubernetes
        .serviceAccount()
        .ifPresent(
            account ->
                settings.set("spark.kubernetes.authenticate.driver.serviceAccountName", account));
    return new Request.SparkSubmit(
        submission.token(),
        SubmitLine.start()
            .option("--master", kubernetes.master())
            .option("--deploy-mode", "cluster")
            .option("--name", submission.name())
            .list("--jars", submission.deploy().jars())
            .end(settings.more(resources.spark()), submission),
        false);
  }
}
