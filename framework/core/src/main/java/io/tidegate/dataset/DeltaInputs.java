package io.tidegate.dataset;

import io.delta.tables.DeltaTable;
import io.tidegate.config.InputConfig;
import io.tidegate.ledger.InputVersion;
import io.tidegate.problem.TransientException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A Delta table, pinned to a version; everything known of it comes from the log. */
final class DeltaInputs {

  private static final String NO_STATISTICS =
      "some of the table's files have no statistics, so its rows are not counted";

  private final SparkSession spark;
  private final Configuration hadoop;
  private final InputConfig config;
  private final Instant now;
  private final Path path;

  DeltaInputs(SparkSession spark, InputConfig config, Instant now) {
    this.spark = spark;
    this.hadoop = spark.sessionState().newHadoopConf();
    this.config = config;
    this.now = now;
    this.path = Uris.qualifiedPath(config.path(), hadoop);
  }

  private TransientException unreachable(IOException e) {
    return new TransientException("reaching " + config.path() + " failed: " + e.getMessage(), e);
  }

  Input resolve() {
    var contract = Contract.of(spark, config);
    if (!isTable()) {
      return missing("no Delta table");
    }
    long newest = newest();
    long version = config.version().orElse(newest);
    if (version > newest) {
      return missing("version " + newest + " as its newest");
    }
    return load(version)
        .map(rows -> read(contract, version, rows))
        .orElseGet(() -> missing("a log that version " + version + " cannot be read from"));
  }

  /** The directory itself: Delta's own test also says yes to a directory inside a table. */
  private boolean isTable() {
    try {
      return path.getFileSystem(hadoop).exists(new Path(path, "_delta_log"))
          && DeltaTable.isDeltaTable(spark, path.toString());
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private long newest() {
    var history = DeltaTable.forPath(spark, path.toString()).history(1);
    return history.select("version").head().getLong(0);
  }

  private Optional<Dataset<Row>> load(long version) {
    try {
      var reader = spark.read().format("delta").options(config.options());
      return Optional.of(reader.option("versionAsOf", version).load(path.toString()));
    } catch (Exception e) {
      // Spark's AnalysisException is a checked one that no signature tells of.
      if (e instanceof AnalysisException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Input read(Contract contract, long number, Dataset<Row> rows) {
    var statistics = new DeltaStatistics(rows);
    var commits = new DeltaCommits(path, hadoop);
    var checksum = commits.checksum(number);
    long bytes = checksum.bytes().orElseGet(statistics::bytes);
    var version = version(OptionalLong.of(number), commits.lastDataChange(number), bytes);
    var resolution = resolution(version, "version " + number);
    try {
      contract.requireDistinct(List.of(rows.columns()));
    } catch (UnreadableException e) {
      return resolution.unreadable(contract, e.lines());
    }
    return resolution.readable(
        contract.columns().renamed(rows),
        new KnownRows(resolution.checks(), rows(checksum, statistics), NO_STATISTICS),
        contract.outcome(contract.differences(rows.schema())));
  }

  private static OptionalLong rows(VersionChecksum checksum, DeltaStatistics statistics) {
    return checksum.rows().isPresent() ? checksum.rows() : statistics.rows();
  }

  private Input missing(String found) {
    return resolution(version(OptionalLong.empty(), Instant.EPOCH, 0), found).missing();
  }

  private Resolution resolution(InputVersion version, String found) {
    String which =
        config.version().stream().mapToObj(v -> "version " + v + " of ").findFirst().orElse("");
    return new Resolution(
        config,
        version,
        which + "a Delta table at " + config.path(),
        found,
        List.of(),
        now,
        hadoop);
  }

  private InputVersion version(OptionalLong version, Instant modified, long bytes) {
    return new InputVersion(
        config.name(), Uris.of(path), "delta", version, List.of(), modified, bytes);
  }
}
