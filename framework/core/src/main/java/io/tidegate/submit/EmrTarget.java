package io.tidegate.submit;

import io.tidegate.config.EmrConfig;
import io.tidegate.submit.Request.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Amazon EMR on EC2: a step of a cluster that runs, or a cluster for this one step. */
record EmrTarget(EmrConfig emr) implements Target {

  /** The release's own Delta: the open source one does not run on EMR's Spark, which is a fork. */
  static final List<String> DELTA =
      List.of(
          "/usr/share/aws/delta/lib/delta-spark.jar", "/usr/share/aws/delta/lib/delta-storage.jar");

  @Override
  public Request render(Submission submission) {
    if (emr.cluster() instanceof EmrConfig.Existing existing) {
      return addSteps(existing, submission);
    }
    return runJobFlow((EmrConfig.JobScoped) emr.cluster(), submission);
  }

  private Request addSteps(EmrConfig.Existing existing, Submission submission) {
    var jars = new ArrayList<>(DELTA);
    jars.addAll(submission.deploy().jars());
    // Of the failures, this one alone is allowed where steps run side by side.
    var step = step(submission, "CONTINUE", jars);
    var body =
        new Fields()
            .put("JobFlowId", existing.id())
            .list("Steps", List.of(step))
            .put("ExecutionRoleArn", existing.runtimeRole());
    return call(submission, Operation.EMR_ADD_STEPS, body);
  }

  private Request runJobFlow(EmrConfig.JobScoped cluster, Submission submission) {
    var body =
        new Fields()
            .put("Name", submission.uniqueName())
            .put("ReleaseLabel", cluster.release())
            .put("LogUri", cluster.log())
            .list("Applications", List.of(new Fields().put("Name", "Spark")))
            .put("ServiceRole", cluster.serviceRole())
            .put("JobFlowRole", cluster.instanceProfile())
            .put("SecurityConfiguration", cluster.securityConfiguration())
            .put("StepConcurrencyLevel", 1)
            .put("Instances", instances(cluster))
            .put("ManagedScalingPolicy", scaling(cluster))
            // Puts the release's Delta on the class path of driver and executors.
            .list(
                "Configurations",
                List.of(
                    new Fields()
                        .put("Classification", "delta-defaults")
                        .map("Properties", Map.of("delta.enabled", "true"))))
            .list("BootstrapActions", bootstrap(cluster))
            .list("Tags", tags(submission))
            .list(
                "Steps",
                List.of(step(submission, "TERMINATE_CLUSTER", submission.deploy().jars())));
    return call(submission, Operation.EMR_RUN_JOB_FLOW, body);
  }

  private Request call(Submission submission, Operation operation, Fields body) {
    return new Request.Call(submission.token(), operation, emr.region(), body.node());
  }

  private static Fields step(Submission submission, String onFailure, List<String> jars) {
    return new Fields()
        .put("Name", submission.uniqueName())
        .put("ActionOnFailure", onFailure)
        .put(
            "HadoopJarStep",
            new Fields().put("Jar", "command-runner.jar").texts("Args", line(submission, jars)));
  }

  /**
   * Airflow adds a run's parent to steps whose first argument is spark-submit, and to no others.
   */
  private static List<String> line(Submission submission, List<String> jars) {
    var resources = submission.resources();
    var settings =
        new SparkSettings()
            .sizes(resources)
            .executors(resources)
            .yarn(resources)
            .set("spark.yarn.tags", "tidegate," + submission.token())
            .more(resources.spark());
    return SubmitLine.start()
        .option("--deploy-mode", "cluster")
        .option("--name", submission.name())
        .option("--queue", resources.queue())
        .list("--jars", jars)
        .end(settings, submission);
  }

  /** Without KeepJobFlowAliveWhenNoSteps the cluster ends with its step. */
  private static Fields instances(EmrConfig.JobScoped cluster) {
    return new Fields()
        .put("KeepJobFlowAliveWhenNoSteps", false)
        .put("TerminationProtected", false)
        .put("Ec2SubnetId", cluster.subnet())
        .list(
            "InstanceGroups",
            List.of(
                group("MASTER", cluster.primaryType(), 1),
                group("CORE", cluster.coreType(), cluster.minInstances())));
  }

  private static Fields group(String role, String type, int count) {
    return new Fields()
        .put("InstanceRole", role)
        .put("InstanceType", type)
        .put("InstanceCount", count);
  }

  private static Fields scaling(EmrConfig.JobScoped cluster) {
    if (cluster.minInstances() == cluster.maxInstances()) {
      return new Fields();
    }
    return new Fields()
        .put(
            "ComputeLimits",
            new Fields()
                .put("UnitType", "Instances")
                .put("MinimumCapacityUnits", cluster.minInstances())
                .put("MaximumCapacityUnits", cluster.maxInstances()));
  }

  private static List<Fields> bootstrap(EmrConfig.JobScoped cluster) {
    return cluster.bootstrap().stream()
        .map(
            path ->
                new Fields()
                    .put("Name", path.substring(path.lastIndexOf('/') + 1))
                    .put("ScriptBootstrapAction", new Fields().put("Path", path)))
        .toList();
  }

  private static List<Fields> tags(Submission submission) {
    return Labels.tags(submission).entrySet().stream()
        .map(tag -> new Fields().put("Key", tag.getKey()).put("Value", tag.getValue()))
        .toList();
  }
}
