package io.tidegate.submit;

import io.tidegate.config.DataprocConfig;
import io.tidegate.config.DeployConfig;
import java.util.List;
import java.util.Optional;

/** The cluster that a workflow makes and deletes. */
final class DataprocCluster {

  private DataprocCluster() {}

  static Fields config(
      DataprocConfig.JobScoped cluster, DataprocConfig dataproc, Optional<DeployConfig.Jdk> jdk) {
    // The image's own Delta, which is installed and left out unless it is asked for.
    var software =
        new Fields()
            .put("imageVersion", cluster.image())
            .texts("optionalComponents", List.of("DELTA"));
    return new Fields()
        .put("gceClusterConfig", nodes(cluster, jdk))
        .put("masterConfig", group(1, cluster.primaryType()))
        .put("workerConfig", group(cluster.workers(), cluster.workerType()))
        .put("softwareConfig", software)
        .list(
            "initializationActions",
            cluster.init().stream()
                .map(script -> new Fields().put("executableFile", script))
                .toList())
        .put(
            "autoscalingConfig",
            new Fields()
                .put("policyUri", cluster.autoscalingPolicy().map(id -> policy(id, dataproc))));
  }

  /** The initialization action that installs a JDK is told by the metadata which. */
  private static Fields nodes(DataprocConfig.JobScoped cluster, Optional<DeployConfig.Jdk> jdk) {
    var archive = jdk.filter(there -> !cluster.init().isEmpty()).map(DeployConfig.Jdk::archive);
    return new Fields()
        .put("serviceAccount", cluster.serviceAccount())
        .put("subnetworkUri", cluster.subnet())
        .put("metadata", new Fields().put("jdk-archive", archive));
  }

  private static Fields group(int instances, String machine) {
    return new Fields().put("numInstances", instances).put("machineTypeUri", machine);
  }

  /** The whole name, of a policy of the same project and region. */
  private static String policy(String id, DataprocConfig dataproc) {
    return id.contains("/")
        ? id
        : "projects/%s/regions/%s/autoscalingPolicies/%s"
            .formatted(dataproc.project(), dataproc.region(), id);
  }
}
