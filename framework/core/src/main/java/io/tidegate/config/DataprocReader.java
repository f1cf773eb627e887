package io.tidegate.config;

import java.util.List;
import java.util.function.Supplier;

/** Reads what is said of Google Dataproc. */
final class DataprocReader {

  private static final Key<String> PROJECT =
      Key.required("project", Types.TEXT, "the Google Cloud project's id");
  private static final Key<String> REGION =
      Key.required("region", DeployTypes.REGION, "the region");
  private static final Key<String> SERVICE_ACCOUNT =
      Key.optional("service-account", Types.TEXT, "whose rights the run has");
  private static final Key<String> SUBNET = Key.optional("subnet", Types.TEXT, "the subnetwork");

  private static final Key<String> CLUSTER =
      Key.optional(
          "cluster",
          DeployTypes.CLUSTER_NAME,
          "one that runs; without it, one is made for the run");
  static final Key<String> JAVA_HOME =
      Key.optional(
          "java-home",
          Types.TEXT,
          "where the nodes have a JDK 17, if deploy.jdk does not ship one: images have Java 11");
  private static final Key<String> IMAGE =
      Key.optional("image", DeployTypes.DATAPROC_IMAGE, "new cluster: what is installed");
  private static final Key<String> POLICY =
      Key.optional("autoscaling-policy", Types.TEXT, "new cluster: the id or name of the policy");
  private static final Key<String> PRIMARY =
      Key.preset(
          "primary-type", Types.TEXT, "n2-standard-4", "new cluster: the primary node's machine");
  private static final Key<String> WORKER =
      Key.preset("worker-type", Types.TEXT, "n2-standard-4", "new cluster: the workers' machine");
  private static final Key<Integer> WORKERS =
      Key.preset("workers", Numbers.small(2, 4000), "2", "new cluster: how many workers it has");
  private static final Key<List<String>> INIT =
      Key.optional("init", new ListType<>(Types.PATH), "new cluster: scripts that every node runs");

  private static final List<Key<?>> OF_NEW =
      List.of(IMAGE, POLICY, SERVICE_ACCOUNT, SUBNET, PRIMARY, WORKER, WORKERS, INIT);

  static final Section SECTION =
      new Section(
          "deploy.dataproc",
          "Google Dataproc: a job of a cluster that runs, or a workflow with a cluster that is made"
              + " for the run and deleted after it.",
          Sections.keys(List.of(PROJECT, REGION, CLUSTER, JAVA_HOME), OF_NEW));

  private static final Key<String> VERSION =
      Key.preset("version", DeployTypes.RUNTIME, "\"1.2\"", "the runtime, the one with Scala 2.12");
  private static final Key<String> STAGING =
      Key.optional("staging-bucket", Types.TEXT, "where files of the run are kept");

  static final Section SERVERLESS_SECTION =
      new Section(
          "deploy.dataproc-serverless",
          "Dataproc's batches without a cluster. The runtime has no Delta: deploy.jars names its"
              + " two jars.",
          PROJECT,
          REGION,
          VERSION,
          SERVICE_ACCOUNT,
          SUBNET,
          STAGING);

  private DataprocReader() {}

  static Supplier<DataprocConfig> read(Block block) {
    var project = block.read(PROJECT);
    var region = block.read(REGION);
    var javaHome = block.read(JAVA_HOME);
    Supplier<? extends DataprocConfig.Cluster> cluster =
        block.has(CLUSTER) ? existing(block) : jobScoped(block);
    return () ->
        new DataprocConfig(project.orElseThrow(), region.orElseThrow(), javaHome, cluster.get());
  }

  private static Supplier<DataprocConfig.Existing> existing(Block block) {
    Sections.refuse(block, OF_NEW, CLUSTER);
    var name = block.read(CLUSTER);
    return () -> new DataprocConfig.Existing(name.orElseThrow());
  }

  private static Supplier<DataprocConfig.JobScoped> jobScoped(Block block) {
    if (!block.has(IMAGE)) {
      block.reportMissing(IMAGE, "name one, or the cluster that runs as cluster");
    }
    var image = block.read(IMAGE);
    var policy = block.read(POLICY);
    var account = block.read(SERVICE_ACCOUNT);
    var subnet = block.read(SUBNET);
    var primary = block.read(PRIMARY);
    var worker = block.read(WORKER);
    var workers = block.read(WORKERS);
    var init = block.read(INIT).orElse(List.of());
    return () ->
        new DataprocConfig.JobScoped(
            image.orElseThrow(),
            policy,
            account,
            subnet,
            primary.orElseThrow(),
            worker.orElseThrow(),
            workers.orElseThrow(),
            init);
  }

  static Supplier<DataprocConfig.Serverless> serverless(Block block) {
    var project = block.read(PROJECT);
    var region = block.read(REGION);
    var version = block.read(VERSION);
    var account = block.read(SERVICE_ACCOUNT);
    var subnet = block.read(SUBNET);
    var staging = block.read(STAGING);
    return () ->
        new DataprocConfig.Serverless(
            project.orElseThrow(),
            region.orElseThrow(),
            version.orElseThrow(),
            account,
            subnet,
            staging);
  }
}
