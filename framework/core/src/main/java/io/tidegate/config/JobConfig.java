package io.tidegate.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is configured about a job, checked and typed. Maps keep the order of the file.
 *
 * @param name stable, {@code [a-z0-9_.-]+}
 * @param owner the team that answers for the job
 * @param description one line, may be empty
 * @param jobClass the class that {@code tidegate run} starts, a {@code SparkJob}; empty for a job
 *     that is only started from its own {@code main}
 * @param sql in place of a class
 * @param interval the length of the data interval that starts at the logical date
 * @param databases by the name that inputs and outputs refer to
 * @param inputs by the name that the author's code uses
 * @param references datasets that only the rules read, by alias
 * @param outputs by the name that the author's code uses; a conf with a single {@code output} block
 *     has it under {@code output}
 * @param lineage what lineage backends are told of runs
 * @param spark Spark properties for a session that Tidegate creates
 * @param settings the job's own settings, the {@code settings} block
 * @param fingerprint SHA-256 in hex of the effective configuration with secrets masked and the
 *     logical date left out
 * @param secrets hides this configuration's secrets in what is shown or stored
 */
public record JobConfig(
    String name,
    String owner,
    String description,
    Optional<String> jobClass,
    Optional<SqlScript> sql,
    LogicalDate logicalDate,
    Duration interval,
    Map<String, DatabaseConfig> databases,
    Map<String, InputConfig> inputs,
    Map<String, InputConfig> references,
    Map<String, OutputConfig> outputs,
    EtaConfig eta,
    PublishConfig publish,
    LedgerConfig ledger,
    LineageConfig lineage,
    Map<String, String> spark,
    Settings settings,
    String fingerprint,
    SecretMask secrets) {

  /** With the texts of the secrets that it refers to, and a mask that hides them. */
  JobConfig with(
      Map<String, DatabaseConfig> fetched, LineageConfig fetchedLineage, SecretMask mask) {
    return new JobConfig(
        name,
        owner,
        description,
        jobClass,
        sql,
        logicalDate,
        interval,
        fetched,
        inputs,
        references,
        outputs,
        eta,
        publish,
        ledger,
        fetchedLineage,
        spark,
        settings,
        fingerprint,
        mask);
  }

  /** Without the values that may hold secrets. */
  @Override
  public String toString() {
    return "JobConfig[" + name + " at " + logicalDate + ", fingerprint " + fingerprint + "]";
  }

  /**
   * @param strategy {@code DIRECT} falls back to {@code STAGED} where Delta's internals differ
   * @param heldFor how long a held run's files wait for a release
   * @param rejectedFor how long a rejected run's files can be inspected
   */
  public record PublishConfig(PublishStrategy strategy, Duration heldFor, Duration rejectedFor) {}

  /**
   * @param path a directory, as a URI that Hadoop or the local file system understands
   * @param keep for how long the job's records and events are kept that may go; empty for good
   */
  public record LedgerConfig(String path, Optional<Duration> keep) {}

  /**
   * @param landBy the local time of day by which the data must be published; with its zone, on the
   *     day on which the data interval ends unless {@code dayOffset} says otherwise
   * @param maxRuntime how long a run may take
   * @param warnBefore how long before the deadline a forecast that misses it is reported
   */
  public record EtaConfig(
      Optional<LandBy> landBy,
      Optional<Duration> maxRuntime,
      Duration warnBefore,
      io.tidegate.check.Severity otherwise) {}

  /**
   * @param dayOffset days after the UTC day of the logical date's interval end, 0 for that day
   */
  public record LandBy(java.time.LocalTime time, ZoneId zone, int dayOffset) {}
}
