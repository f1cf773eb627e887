package io.tidegate.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what is said of Amazon EMR. */
final class EmrReader {

  private static final Key<String> REGION =
      Key.required("region", DeployTypes.REGION, "the AWS region");
  private static final Key<String> RUNTIME_ROLE =
      Key.optional("runtime-role", DeployTypes.ROLE, "with cluster: the step's own IAM role");
  private static final Key<String> CLUSTER =
      Key.optional(
          "cluster", DeployTypes.CLUSTER_ID, "one that runs; without it, one is made for the run");
  private static final Key<String> RELEASE =
      Key.optional("release", DeployTypes.EMR_RELEASE, "new cluster: what is installed");
  private static final Key<String> LOG =
      Key.optional("log", Types.PATH, "new cluster: where its logs go, on S3");
  private static final Key<String> SERVICE_ROLE =
      Key.preset("service-role", Types.TEXT, "EMR_DefaultRole_V2", "new cluster: EMR's own role");
  private static final Key<String> INSTANCE_PROFILE =
      Key.preset(
          "instance-profile", Types.TEXT, "EMR_EC2_DefaultRole", "new cluster: the nodes' role");
  private static final Key<String> SUBNET =
      Key.optional("subnet", Types.TEXT, "new cluster: the EC2 subnet");
  private static final Key<String> SECURITY =
      Key.optional(
          "security-configuration", Types.TEXT, "new cluster: EMR's security configuration");
  private static final Key<String> PRIMARY =
      Key.preset("primary-type", Types.TEXT, "m5.xlarge", "new cluster: the primary node's type");
  private static final Key<String> CORE =
      Key.preset("core-type", Types.TEXT, "m5.xlarge", "new cluster: the core nodes' type");
  private static final Key<Integer> MIN =
      Key.preset(
          "min-instances", Numbers.small(1, 4000), "1", "new cluster: the fewest core nodes");
  private static final Key<Integer> MAX =
      Key.optional(
          "max-instances",
          Numbers.small(1, 4000),
          "new cluster: the most core nodes; more than the fewest has EMR scale it");
  private static final Key<List<String>> BOOTSTRAP =
      Key.optional(
          "bootstrap", new ListType<>(Types.PATH), "new cluster: scripts that every node runs");

  private static final List<Key<?>> OF_NEW =
      List.of(
          RELEASE,
          LOG,
          SERVICE_ROLE,
          INSTANCE_PROFILE,
          SUBNET,
          SECURITY,
          PRIMARY,
          CORE,
          MIN,
          MAX,
          BOOTSTRAP);

  static final Section SECTION =
      new Section(
          "deploy.emr",
          "Amazon EMR on EC2: a step of a cluster that runs, or a cluster that is made for the run"
              + " and ends with it.",
          Sections.keys(List.of(REGION, RUNTIME_ROLE, CLUSTER), OF_NEW));

  private static final Key<String> APPLICATION =
      Key.required("application", DeployTypes.APPLICATION_ID, "the application's id");
  private static final Key<String> ROLE =
      Key.required("role", DeployTypes.ROLE, "the run's IAM role");
  private static final Key<String> SERVERLESS_LOG =
      Key.optional("log", Types.PATH, "where logs go, on S3; EMR's own storage by default");

  static final Section SERVERLESS_SECTION =
      new Section(
          "deploy.emr-serverless", "EMR Serverless.", REGION, APPLICATION, ROLE, SERVERLESS_LOG);

  private EmrReader() {}

  static Supplier<EmrConfig> read(Block block) {
    var region = block.read(REGION);
    Supplier<? extends EmrConfig.Cluster> cluster =
        block.has(CLUSTER) ? existing(block) : jobScoped(block);
    return () -> new EmrConfig(region.orElseThrow(), cluster.get());
  }

  private static Supplier<EmrConfig.Existing> existing(Block block) {
    Sections.refuse(block, OF_NEW, CLUSTER);
    var id = block.read(CLUSTER);
    var role = block.read(RUNTIME_ROLE);
    return () -> new EmrConfig.Existing(id.orElseThrow(), role);
  }

  private static Supplier<EmrConfig.JobScoped> jobScoped(Block block) {
    if (!block.has(RELEASE)) {
      block.reportMissing(RELEASE, "name one, or the cluster that runs as cluster");
    }
    if (block.read(RUNTIME_ROLE).isPresent()) {
      block.report(
          RUNTIME_ROLE,
          "is for steps of a cluster that runs",
          "a new cluster's step has the role of its instance-profile");
    }
    var release = block.read(RELEASE);
    var log = block.read(LOG);
    var serviceRole = block.read(SERVICE_ROLE);
    var profile = block.read(INSTANCE_PROFILE);
    var subnet = block.read(SUBNET);
    var security = block.read(SECURITY);
    var primary = block.read(PRIMARY);
    var core = block.read(CORE);
    var min = block.read(MIN);
    Optional<Integer> max = block.has(MAX) ? block.read(MAX) : min;
    var bootstrap = block.read(BOOTSTRAP).orElse(List.of());
    BoundsReader.ordered(block, MIN, min, MAX, max);
    return () ->
        new EmrConfig.JobScoped(
            release.orElseThrow(),
            log,
            serviceRole.orElseThrow(),
            profile.orElseThrow(),
            subnet,
            security,
            primary.orElseThrow(),
            core.orElseThrow(),
            min.orElseThrow(),
            max.orElseThrow(),
            bootstrap);
  }

  static Supplier<EmrConfig.Serverless> serverless(Block block) {
    var region = block.read(REGION);
    var application = block.read(APPLICATION);
    var role = block.read(ROLE);
    var log = block.read(SERVERLESS_LOG);
    return () ->
        new EmrConfig.Serverless(
            region.orElseThrow(), application.orElseThrow(), role.orElseThrow(), log);
  }
}
