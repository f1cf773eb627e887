package io.tidegate.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads where runs are submitted to. */
final class DeployReader {

  static final Key<Node> DEPLOY = Key.block("deploy", "where `tidegate submit` starts runs");

  static final Key<DeployTarget> TARGET =
      Key.optional(
          "target",
          EnumType.of("target", DeployTarget.class),
          "where runs are submitted to; `--target` says otherwise");
  static final Key<String> JAR =
      Key.optional("jar", Types.PATH, "the deployable jar, where the target finds it");
  static final Key<List<String>> JARS =
      Key.optional("jars", new ListType<>(Types.PATH), "further jars for driver and executors");
  private static final Key<String> MAIN_CLASS =
      Key.optional("main-class", Types.CLASS, "a job's own main, in place of `tidegate run`");
  static final Key<String> PROJECT =
      Key.optional(
          "project",
          Types.PATH,
          "the directory with the project's conf/ and quality-rules/, where the driver finds it;"
              + " `\"classpath:\"` when they are in the jar");
  static final Key<Node> JDK = Key.block("jdk", "a JDK 17 to ship to a cluster with Java 11");
  private static final Key<Duration> TIMEOUT =
      Key.optional(
          "timeout",
          Units.DURATION,
          "how long submit waits; EMR Serverless, Dataproc's workflows and batches end the run"
              + " then");
  private static final Key<Map<String, String>> TAGS =
      Key.optional("tags", Types.LABELS, "put on the run, and on the cluster that is made for it");
  private static final Key<String> LEDGER =
      Key.optional(
          "ledger", Types.PATH, "the ledger as the submitting machine sees it, where that differs");
  private static final Key<Node> LOCAL = Key.block("local", "this machine");
  private static final Key<Node> YARN = Key.block("yarn", "Hadoop YARN");
  static final Key<Node> EMR = Key.block("emr", "Amazon EMR on EC2");
  static final Key<Node> EMR_SERVERLESS = Key.block("emr-serverless", "EMR Serverless");
  static final Key<Node> DATAPROC = Key.block("dataproc", "Google Dataproc on clusters");
  static final Key<Node> DATAPROC_SERVERLESS =
      Key.block("dataproc-serverless", "Dataproc's batches");
  static final Key<Node> K8S = Key.block("k8s", "Kubernetes");

  static final Section SECTION =
      new Section(
          "deploy",
          "Where `tidegate submit` starts runs, and what is there. An environment file is the place"
              + " for it. It does not count for the configuration's fingerprint.",
          TARGET,
          JAR,
          JARS,
          MAIN_CLASS,
          PROJECT,
          JDK,
          TIMEOUT,
          TAGS,
          LEDGER,
          LOCAL,
          YARN,
          EMR,
          EMR_SERVERLESS,
          DATAPROC,
          DATAPROC_SERVERLESS,
          K8S);

  static final Key<String> ARCHIVE =
      Key.required("archive", Types.PATH, "a .tar.gz or .zip of it, where the target finds it");
  private static final Key<String> HOME =
      Key.required("home", Types.TEXT, "the directory in the archive that has bin/java");

  static final Section JDK_SECTION =
      new Section(
          "deploy.jdk",
          "A JDK that goes along with the run, on YARN and Dataproc clusters.",
          ARCHIVE,
          HOME);

  private DeployReader() {}

  static Optional<DeployTarget> target(Block root) {
    return root.blockOrEmpty(DEPLOY, SECTION).read(TARGET);
  }

  static Supplier<DeployConfig> read(Block root, Optional<DeployTarget> target) {
    var block = root.blockOrEmpty(DEPLOY, SECTION);
    var jar = block.read(JAR);
    var jars = block.read(JARS).orElse(List.of());
    var mainClass = block.read(MAIN_CLASS);
    var project = block.read(PROJECT);
    var jdk = block.block(JDK, JDK_SECTION).map(DeployReader::jdk);
    var timeout = block.read(TIMEOUT);
    var tags = block.read(TAGS).orElse(Map.of());
    var ledger = block.read(LEDGER);
    var local = SparkTargets.local(block.blockOrEmpty(LOCAL, SparkTargets.LOCAL));
    var yarn = SparkTargets.yarn(block.blockOrEmpty(YARN, SparkTargets.YARN));
    var emr = block.block(EMR, EmrReader.SECTION).map(EmrReader::read);
    var emrServerless =
        block.block(EMR_SERVERLESS, EmrReader.SERVERLESS_SECTION).map(EmrReader::serverless);
    var dataproc = block.block(DATAPROC, DataprocReader.SECTION).map(DataprocReader::read);
    var batches =
        block
            .block(DATAPROC_SERVERLESS, DataprocReader.SERVERLESS_SECTION)
            .map(DataprocReader::serverless);
    var k8s = block.block(K8S, SparkTargets.K8S).map(SparkTargets::k8s);
    target.ifPresent(chosen -> new DeployRules(block, chosen).check(jars));
    return () ->
        new DeployConfig(
            target,
            jar,
            jars,
            mainClass,
            project,
            jdk.map(Supplier::get),
            timeout,
            tags,
            ledger,
            local.get(),
            yarn.get(),
            emr.map(Supplier::get),
            emrServerless.map(Supplier::get),
            dataproc.map(Supplier::get),
            batches.map(Supplier::get),
            k8s.map(Supplier::get));
  }

  private static Supplier<DeployConfig.Jdk> jdk(Block block) {
    var archive = block.read(ARCHIVE);
    var home = block.read(HOME);
    return () -> new DeployConfig.Jdk(archive.orElseThrow(), home.orElseThrow());
  }
}
