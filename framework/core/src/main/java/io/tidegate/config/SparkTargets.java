package io.tidegate.config;

import java.util.List;
import java.util.function.Supplier;

/** Reads what is said of the targets that spark-submit knows itself. */
final class SparkTargets {

  private enum Mode {
    CLUSTER,
    CLIENT
  }

  private static final Key<String> LOCAL_MASTER =
      Key.preset("master", DeployTypes.MASTER, "\"local[*]\"", "how many cores it takes");

  static final Section LOCAL = new Section("deploy.local", "This machine.", LOCAL_MASTER);

  private static final Key<Mode> MODE =
      Key.preset(
          "mode",
          EnumType.of("deploy mode", Mode.class),
          "cluster",
          "where the driver runs; client: in the submitting process");
  private static final Key<String> PRINCIPAL =
      Key.optional("principal", Types.TEXT, "Kerberos: who the run is");
  private static final Key<String> KEYTAB =
      Key.optional("keytab", Types.PATH, "Kerberos: its keytab, on the submitting machine");
  private static final Key<String> ARCHIVE =
      Key.optional("archive", Types.PATH, "a zip of Spark's jars on the cluster's file system");
  private static final Key<List<String>> FILE_SYSTEMS =
      Key.optional(
          "file-systems",
          new ListType<>(Types.PATH),
          "Kerberos: others than the default that the run uses");

  static final Section YARN =
      new Section(
          "deploy.yarn",
          "Hadoop YARN, as HADOOP_CONF_DIR of the submitting machine has it.",
          MODE,
          PRINCIPAL,
          KEYTAB,
          ARCHIVE,
          FILE_SYSTEMS);

  private static final Key<String> K8S_MASTER =
      Key.required("master", DeployTypes.KUBERNETES, "the API server");
  private static final Key<String> IMAGE =
      Key.required("image", Types.TEXT, "with Spark 3.5, Scala 2.12, Java 17 and Delta 3.3");
  private static final Key<String> NAMESPACE =
      Key.preset("namespace", Types.TEXT, "default", "where pods are made");
  private static final Key<String> ACCOUNT =
      Key.optional("service-account", Types.TEXT, "whose rights the driver has");

  static final Section K8S =
      new Section(
          "deploy.k8s",
          "Kubernetes. The spark-submit line is rendered and not sent.",
          K8S_MASTER,
          IMAGE,
          NAMESPACE,
          ACCOUNT);

  private SparkTargets() {}

  static Supplier<DeployConfig.Local> local(Block block) {
    var master = block.read(LOCAL_MASTER);
    return () -> new DeployConfig.Local(master.orElseThrow());
  }

  static Supplier<DeployConfig.Yarn> yarn(Block block) {
    var mode = block.read(MODE);
    var principal = block.read(PRINCIPAL);
    var keytab = block.read(KEYTAB);
    var archive = block.read(ARCHIVE);
    var fileSystems = block.read(FILE_SYSTEMS).orElse(List.of());
    if (block.has(PRINCIPAL) != block.has(KEYTAB)) {
      var missing = block.has(KEYTAB) ? PRINCIPAL : KEYTAB;
      block.reportMissing(missing, "principal and keytab go together");
    }
    return () ->
        new DeployConfig.Yarn(
            mode.orElseThrow() == Mode.CLIENT, principal, keytab, archive, fileSystems);
  }

  static Supplier<DeployConfig.Kubernetes> k8s(Block block) {
    var master = block.read(K8S_MASTER);
    var image = block.read(IMAGE);
    var namespace = block.read(NAMESPACE);
    var account = block.read(ACCOUNT);
    return () ->
        new DeployConfig.Kubernetes(
            master.orElseThrow(), image.orElseThrow(), namespace.orElseThrow(), account);
  }
}
