package io.tidegate.config;

import java.util.Map;
import java.util.Optional;

/** Which Spark properties a submission may be given: those that nothing else of it sets. */
final class SubmittedProperties {

  /** What says the same in the conf's own words, on every target. */
  private static final Map<String, String> OTHERWISE =
      Map.ofEntries(
          Map.entry("spark.driver.cores", "write resources.driver.cores"),
          Map.entry("spark.driver.memory", "write resources.driver.memory"),
          Map.entry("spark.driver.memoryOverhead", "write resources.driver.memory-overhead"),
          Map.entry("spark.executor.cores", "write resources.executor.cores"),
          Map.entry("spark.executor.memory", "write resources.executor.memory"),
          Map.entry("spark.executor.memoryOverhead", "write resources.executor.memory-overhead"),
          Map.entry("spark.executor.instances", "write resources.executors"),
          Map.entry("spark.dynamicAllocation.enabled", "write resources.executors"),
          Map.entry("spark.dynamicAllocation.minExecutors", "write resources.executors"),
          Map.entry("spark.dynamicAllocation.maxExecutors", "write resources.executors"),
          Map.entry("spark.yarn.queue", "write resources.queue"),
          Map.entry("spark.yarn.archive", "write deploy.yarn.archive"),
          Map.entry("spark.yarn.tags", "write deploy.tags"),
          Map.entry("spark.kerberos.principal", "write deploy.yarn.principal"),
          Map.entry("spark.kerberos.keytab", "write deploy.yarn.keytab"),
          Map.entry("spark.kubernetes.container.image", "write deploy.k8s.image"),
          Map.entry("spark.jars", "write deploy.jars"),
          Map.entry("spark.master", "write deploy.target"),
          Map.entry("spark.submit.deployMode", "leave it out: the target decides"),
          Map.entry(
              "spark.yarn.maxAppAttempts",
              "leave it out: a second attempt is a new run, started with --try"),
          // Airflow refuses to resume a job that sets it.
          Map.entry("spark.yarn.submit.waitAppCompletion", "leave it out: submit waits"));

  private SubmittedProperties() {}

  /** Reports each at its own line. */
  static void check(Block block, Key<?> key) {
    if (block.has(key)) {
      block.at(key).leaves().forEach(leaf -> check(block, leaf.getKey(), leaf.getValue()));
    }
  }

  private static void check(Block block, String name, Node at) {
    var reading = block.reading();
    if (!name.startsWith("spark.")) {
      reading.report(at, "is not a Spark property", "write \"spark." + Shown.text(name) + "\"");
    } else if (Secrets.looksSecret(name) && at.text().filter(Secrets::isReference).isEmpty()) {
      reading.report(
          at,
          "looks like a secret, and everybody can read a submission",
          "keep it on the cluster, or in Hadoop's credential provider");
    } else {
      Optional.ofNullable(OTHERWISE.get(name))
          .ifPresent(other -> reading.report(at, "is set by Tidegate", other));
    }
  }
}
