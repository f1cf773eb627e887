package io.tidegate.config;

import java.util.List;
import java.util.Optional;

/** Amazon EMR on EC2. */
public record EmrConfig(String region, Cluster cluster) {

  public sealed interface Cluster {}

  /**
   * A cluster that runs already; it keeps running.
   *
   * @param runtimeRole the IAM role of the step, by its ARN; empty for the cluster's
   */
  public record Existing(String id, Optional<String> runtimeRole) implements Cluster {}

  /** A cluster for this one run. */
  public record JobScoped(
      String release,
      Optional<String> log,
      String serviceRole,
      String instanceProfile,
      Optional<String> subnet,
      Optional<String> securityConfiguration,
      String primaryType,
      String coreType,
      int minInstances,
      int maxInstances,
      List<String> bootstrap)
      implements Cluster {}

  /**
   * EMR Serverless.
   *
   * @param application its id
   * @param role the IAM role of the run, by its ARN
   */
  public record Serverless(String region, String application, String role, Optional<String> log) {}
}
