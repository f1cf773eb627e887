package io.tidegate.submit;

import io.tidegate.config.DataprocConfig;
import java.util.List;

/** The cluster that a workflow makes and deletes. */
final class DataprocCluster {

  private DataprocCluster() {}

  static Fields config(DataprocConfig.JobScoped cluster, DataprocConfig dataproc) {
    // The image's own Delta, which is installed and left out unless it is asked for.
    var software =
        new Fields()
            .put("imageVersion", cluster.image())
            .texts("optionalComponents", List.of("DELTA"));
    return new Fields()
        .put(
            "gceClusterConfig",
            new Fields()
                .put("serviceAccount", cluster.serviceAccount())
                .put("subnetworkUri", cluster.subnet()))
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
