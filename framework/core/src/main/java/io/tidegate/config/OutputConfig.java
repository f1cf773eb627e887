package io.tidegate.config;

import io.tidegate.check.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A table that a job publishes.
 *
 * @param key the key in the conf, which the author's code uses
 * @param name the dataset's name, stable, {@code [a-z0-9_.-]+}
 * @param path the Delta table's directory; for a table of a database what {@link
 *     DatabaseConfig#location} calls it
 * @param partition {@code REPLACE_PARTITION} only: the partition column and the value that the
 *     logical date gives it
 * @param replaceWhere the predicate; {@code REPLACE_WHERE}, and {@code MERGE} that deletes rows
 * @param keys {@code MERGE} and {@code SCD2} only: the columns that tell rows apart
 * @param whenMissing {@code MERGE} only
 * @param properties Delta table properties, set when the table is created and kept equal after
 * @param jdbc of a table of a database only
 * @param retention of a Delta table only
 */
public record OutputConfig(
    String key,
    String name,
    String path,
    WriteMode write,
    List<String> partitionBy,
    Optional<PartitionValue> partition,
    Optional<String> replaceWhere,
    List<String> keys,
    WhenMissing whenMissing,
    Map<String, String> properties,
    SchemaPolicy schema,
    VolumePolicy volume,
    List<QualityConfig> quality,
    Optional<JdbcTarget> jdbc,
    Retention retention) {

  /** With secrets masked. */
  @Override
  public String toString() {
    return "OutputConfig[key=%s, name=%s, path=%s, write=%s, partitionBy=%s, partition=%s, replaceWhere=%s, keys=%s, whenMissing=%s, properties=%s, schema=%s, volume=%s, quality=%s, jdbc=%s, retention=%s]"
        .formatted(
            key,
            name,
            Secrets.withoutCredentials(path),
            write,
            partitionBy,
            partition,
            replaceWhere,
            keys,
            whenMissing,
            Secrets.mask(properties),
            schema,
            volume,
            quality,
            jdbc,
            retention);
  }

  public record PartitionValue(String column, String value) {}

  /**
   * @param allow the classes of change that are applied to the table by themselves
   * @param contract the schema that the output must have, as Spark DDL or Spark's schema JSON
   * @param otherwise what any other change does
   */
  public record SchemaPolicy(
      Set<SchemaChange> allow, Optional<String> contract, Severity otherwise) {}

  /**
   * @param previous change against the run that was published last
   * @param reconcile rows out (published and quarantined) against rows in
   * @param baseline against the last published runs
   * @param otherwise what a failure of the absolute bounds does, and the default of the other three
   */
  public record VolumePolicy(
      InputConfig.Bounds bounds,
      Optional<Previous> previous,
      Optional<Reconcile> reconcile,
      Optional<Baseline> baseline,
      Severity otherwise) {}

  /**
   * @param maxDrop largest fall in rows as a fraction of the previous run, 0.5 for a half
   * @param maxRise largest rise in rows as a fraction of the previous run, 2.0 for three times as
   *     many
   */
  public record Previous(OptionalDouble maxDrop, OptionalDouble maxRise, Severity otherwise) {}

  /**
   * Rows out divided by the rows of one input must lie in {@code [minRatio, maxRatio]}.
   *
   * @param checksum whether the rows themselves are compared too
   */
  public record Reconcile(
      String input, double minRatio, double maxRatio, boolean checksum, Severity otherwise) {}

  /**
   * @param window how many published runs, at most
   * @param sameWeekday only runs whose logical date is the same day of the week
   * @param tolerance how many scaled median absolute deviations from the median are usual
   * @param minHistory with fewer runs than this the check does not apply
   */
  public record Baseline(
      int window, boolean sameWeekday, double tolerance, int minHistory, Severity otherwise) {}

  /**
   * @param file the rule file as it was found
   * @param onFailure what a failed rule does
   */
  public record QualityConfig(RuleFile file, OnFailure onFailure) {}

  /**
   * @param name the file's name as the conf has it
   * @param text its content
   */
  public record RuleFile(String name, String text) {}
}
