package io.tidegate.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one target needs of the {@code deploy} block. */
record DeployRules(Block block, DeployTarget target) {

  private static final Map<DeployTarget, Key<Node>> BLOCKS =
      Map.of(
          DeployTarget.EMR, DeployReader.EMR,
          DeployTarget.EMR_SERVERLESS, DeployReader.EMR_SERVERLESS,
          DeployTarget.DATAPROC, DeployReader.DATAPROC,
          DeployTarget.DATAPROC_SERVERLESS, DeployReader.DATAPROC_SERVERLESS,
          DeployTarget.K8S, DeployReader.K8S);

  /** The schemes of files that each target can read; one that is not here reads local files too. */
  private static final Map<DeployTarget, List<String>> SCHEMES =
      Map.of(
          DeployTarget.EMR, List.of("s3", "hdfs"),
          DeployTarget.EMR_SERVERLESS, List.of("s3"),
          DeployTarget.DATAPROC, List.of("gs", "hdfs"),
          DeployTarget.DATAPROC_SERVERLESS, List.of("gs"),
          DeployTarget.K8S, List.of("local", "s3a", "gs", "hdfs", "https"));

  void check(List<String> jars) {
    if (!block.has(DeployReader.JAR)) {
      block.reportMissing(DeployReader.JAR, "it is " + DeployReader.JAR.help());
    }
    Optional.ofNullable(BLOCKS.get(target))
        .filter(key -> !block.has(key))
        .ifPresent(
            key -> block.reportMissing(key, "the target " + target.word() + " is described there"));
    block.node().child(DeployReader.JAR.name()).ifPresent(this::checkScheme);
    block.node().child(DeployReader.JARS.name()).flatMap(Node::elements).stream()
        .flatMap(List::stream)
        .forEach(this::checkScheme);
    block
        .node()
        .child(DeployReader.JDK.name())
        .flatMap(jdk -> jdk.child(DeployReader.ARCHIVE.name()))
        .ifPresent(this::checkScheme);
    block
        .node()
        .child(DeployReader.PROJECT.name())
        .filter(at -> !at.text().orElse("").startsWith(Location.CLASS_PATH))
        .ifPresent(this::checkScheme);
    if (target == DeployTarget.DATAPROC) {
      checkJava();
    }
    if (target == DeployTarget.DATAPROC_SERVERLESS) {
      checkDelta(jars);
    }
  }

  private void checkScheme(Node at) {
    var allowed = SCHEMES.get(target);
    String text = at.text().map(String::strip).orElse("");
    if (allowed == null || text.isEmpty()) {
      return;
    }
    if (allowed.stream().noneMatch(scheme -> text.startsWith(scheme + "://"))) {
      block
          .reading()
          .report(
              at,
              "'" + Shown.text(text) + "' is not where " + target.word() + " finds it",
              "copy it to " + String.join(":// or ", allowed) + "://");
    }
  }

  /** The images run Java 11. */
  private void checkJava() {
    boolean there =
        block
            .node()
            .child(DeployReader.DATAPROC.name())
            .filter(cluster -> cluster.child(DataprocReader.JAVA_HOME.name()).isPresent())
            .isPresent();
    if (!there && !block.has(DeployReader.JDK)) {
      block.reportMissing(
          DeployReader.JDK,
          "Dataproc's images have Java 11: ship a JDK 17, or have one on the nodes and name it as"
              + " dataproc.java-home");
    }
  }

  /** The runtime has no Delta of its own, and delta-spark loads delta-storage. */
  private void checkDelta(List<String> jars) {
    for (String needed : List.of("delta-spark_2.12", "delta-storage")) {
      if (jars.stream()
          .noneMatch(jar -> jar.substring(jar.lastIndexOf('/') + 1).startsWith(needed))) {
        block.report(
            DeployReader.JARS,
            "has no jar " + needed + ", and batches have no Delta of their own",
            "copy it from Maven Central, version 3.3.x, and name it");
      }
    }
  }
}
