package io.tidegate.dataproc;

import com.google.cloud.dataproc.v1.ClusterConfig;
import com.google.cloud.dataproc.v1.Component;
import com.google.cloud.dataproc.v1.InstantiateInlineWorkflowTemplateRequest;
import com.google.cloud.dataproc.v1.ManagedCluster;
import com.google.cloud.dataproc.v1.OrderedJob;
import com.google.cloud.dataproc.v1.WorkflowTemplate;

/** A workflow with a cluster of its own. */
record WorkflowRules(Rules rules) {

  private static final long TEN_MINUTES = 600;
  private static final long DAY = 86_400;

  void check(InstantiateInlineWorkflowTemplateRequest request) {
    rules.requestId(request.getRequestId());
    WorkflowTemplate template = request.getTemplate();
    rules.id(
        "template.id",
        template.getId(),
        "[A-Za-z0-9][A-Za-z0-9_-]{1,48}[A-Za-z0-9]",
        "3 to 50 of A-Z a-z 0-9 _ -");
    rules.labels("template.labels", template.getLabelsMap());
    if (template.hasDagTimeout()) {
      rules.between(
          "template.dagTimeout",
          template.getDagTimeout(),
          TEN_MINUTES,
          DAY,
          "write 600s to 86400s");
    }
    if (template.getPlacement().hasManagedCluster()) {
      check(template.getPlacement().getManagedCluster());
    } else if (template.hasPlacement()) {
      rules.report("template.placement", "has no managedCluster", "the workflow makes its own");
    }
    for (int i = 0; i < template.getJobsCount(); i++) {
      check(template.getJobs(i), "template.jobs[" + i + "]");
    }
  }

  private void check(OrderedJob job, String path) {
    rules.id(
        path + ".stepId",
        job.getStepId(),
        "[A-Za-z0-9][A-Za-z0-9_-]{1,48}[A-Za-z0-9]",
        "3 to 50 of A-Z a-z 0-9 _ -");
    rules.labels(path + ".labels", job.getLabelsMap());
    if (job.hasScheduling()) {
      rules.report(
          path + ".scheduling", "is not for workflows", "leave it out: jobs there run once");
    }
    if (job.getJobTypeCase() == OrderedJob.JobTypeCase.SPARK_JOB) {
      rules.sparkJob(path + ".sparkJob", job.getSparkJob());
    } else {
      rules.report(path, "has no sparkJob", "a run is a Spark application");
    }
  }

  private void check(ManagedCluster cluster) {
    String path = "template.placement.managedCluster";
    rules.id(
        path + ".clusterName",
        cluster.getClusterName(),
        "[a-z][a-z0-9-]{0,33}[a-z0-9]",
        "2 to 35 of a-z 0-9 -, a letter first");
    rules.labels(path + ".labels", cluster.getLabelsMap());
    ClusterConfig config = cluster.getConfig();
    String software = path + ".config.softwareConfig";
    String image = config.getSoftwareConfig().getImageVersion();
    if (!image.matches("2\\.[23](\\.\\d+)?-(debian|rocky|ubuntu)\\d+")) {
      rules.report(
          software + ".imageVersion",
          "'" + image + "' has no Spark 3.5 with Scala 2.12",
          "write 2.2-debian12 or 2.3-debian12");
    }
    if (!config.getSoftwareConfig().getOptionalComponentsList().contains(Component.DELTA)) {
      rules.report(
          software + ".optionalComponents", "has no DELTA", "the image leaves it out else");
    }
    String policy = config.getAutoscalingConfig().getPolicyUri();
    rules.id(
        path + ".config.autoscalingConfig.policyUri",
        policy,
        "(https://.*/)?projects/[^/]+/(regions|locations)/[^/]+/autoscalingPolicies/[^/]+",
        "projects/P/regions/R/autoscalingPolicies/ID");
  }
}
