package io.tidegate.emr;

import io.tidegate.problem.Problems;
import java.util.Set;
import software.amazon.awssdk.services.emr.model.ComputeLimits;
import software.amazon.awssdk.services.emr.model.InstanceRoleType;
import software.amazon.awssdk.services.emr.model.JobFlowInstancesConfig;
import software.amazon.awssdk.services.emr.model.RunJobFlowRequest;

/** What a cluster for one run must be. */
record ClusterRules(Problems problems) {

  /** Those that Tidegate writes or that a run may need. */
  private static final Set<String> CLASSIFICATIONS =
      Set.of(
          "delta-defaults",
          "spark",
          "spark-defaults",
          "spark-env",
          "spark-hive-site",
          "spark-log4j2",
          "hadoop-env",
          "core-site",
          "emrfs-site",
          "hdfs-site",
          "hive-site",
          "yarn-site",
          "capacity-scheduler");

  private static final int MOST_AT_ONCE = 256;

  void check(RunJobFlowRequest cluster) {
    Integer concurrency = cluster.stepConcurrencyLevel();
    if (concurrency != null && (concurrency < 1 || concurrency > MOST_AT_ONCE)) {
      report("StepConcurrencyLevel", concurrency + " is out of range", "write 1 to 256");
    }
    if (cluster.releaseLabel() == null) {
      report("ReleaseLabel", "is missing", "write emr-7.8.0 to emr-7.14.0");
    } else if (!cluster.releaseLabel().matches("emr-7\\.(8|9|1[0-4])\\.\\d+")) {
      report(
          "ReleaseLabel",
          cluster.releaseLabel() + " is not for Tidegate",
          "write emr-7.8.0 to emr-7.14.0");
    }
    cluster
        .configurations()
        .forEach(
            configuration -> {
              if (!CLASSIFICATIONS.contains(configuration.classification())) {
                report(
                    "Configurations",
                    "'"
                        + configuration.classification()
                        + "' is no classification that is known here",
                    "correct it, or add it to this check");
              }
            });
    if (cluster.configurations().stream()
        .noneMatch(found -> "delta-defaults".equals(found.classification()))) {
      report(
          "Configurations", "has no delta-defaults", "Delta is not on the class path without it");
    }
    if (cluster.instances() != null) {
      check(cluster.instances());
    }
    if (cluster.managedScalingPolicy() != null
        && cluster.managedScalingPolicy().computeLimits() != null) {
      check(cluster.managedScalingPolicy().computeLimits());
    }
  }

  private void check(JobFlowInstancesConfig instances) {
    if (instances.hasInstanceGroups() == instances.hasInstanceFleets()) {
      report("Instances", "needs InstanceGroups or InstanceFleets", "one of the two");
    }
    if (!Boolean.FALSE.equals(instances.keepJobFlowAliveWhenNoSteps())) {
      report(
          "Instances.KeepJobFlowAliveWhenNoSteps",
          "is not false",
          "the cluster would outlive its run");
    }
    long primaries =
        instances.instanceGroups().stream()
            .filter(group -> group.instanceRole() == InstanceRoleType.MASTER)
            .count();
    if (instances.hasInstanceGroups() && primaries != 1) {
      report("Instances.InstanceGroups", "has " + primaries + " groups MASTER", "write one");
    }
  }

  private void check(ComputeLimits limits) {
    if (limits.minimumCapacityUnits() != null
        && limits.maximumCapacityUnits() != null
        && limits.maximumCapacityUnits() < limits.minimumCapacityUnits()) {
      report(
          "ManagedScalingPolicy.ComputeLimits.MaximumCapacityUnits",
          limits.maximumCapacityUnits()
              + " is less than the minimum, "
              + limits.minimumCapacityUnits(),
          "swap them");
    }
  }

  private void report(String path, String message, String remedy) {
    problems.add(EmrProblems.at(path, message, remedy));
  }
}
