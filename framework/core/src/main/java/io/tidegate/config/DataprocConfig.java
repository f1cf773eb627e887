package io.tidegate.config;

import java.util.List;
import java.util.Optional;

/**
 * Google Dataproc on clusters.
 *
 * @param javaHome where the nodes have a JDK 17; empty when one is shipped
 */
public record DataprocConfig(
    String project, String region, Optional<String> javaHome, Cluster cluster) {

  public sealed interface Cluster {}

  /** A cluster that runs already; it keeps running. */
  public record Existing(String name) implements Cluster {}

  /** A cluster for this one run. */
  public record JobScoped(
      String image,
      Optional<String> autoscalingPolicy,
      Optional<String> serviceAccount,
      Optional<String> subnet,
      String primaryType,
      String workerType,
      int workers,
      List<String> init)
      implements Cluster {}

  /** Batches without a cluster. */
  public record Serverless(
      String project,
      String region,
      String version,
      Optional<String> serviceAccount,
      Optional<String> subnet,
      Optional<String> stagingBucket) {}
}
