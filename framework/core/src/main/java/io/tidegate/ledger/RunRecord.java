package io.tidegate.ledger;

import io.tidegate.check.Finding;
import io.tidegate.check.Measures;
import io.tidegate.check.Verdict;
import io.tidegate.config.WriteMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that a run came to: the ledger's closing entry of it, and the report that the user
 * sees.
 *
 * @param status {@code PUBLISHED}, {@code ALREADY_PUBLISHED}, {@code HELD}, {@code REJECTED} or
 *     {@code FAILED}
 * @param findings every check's, in the order in which they were made
 * @param steps how long each step took, in order
 * @param error what ended a {@code FAILED} run; empty otherwise
 * @param notes what a reader should know besides, such as a repair or a fallback; may be empty
 */
public record RunRecord(
    RunStart start,
    RunStatus status,
    Instant ended,
    Verdict verdict,
    List<InputRecord> inputs,
    List<OutputRecord> outputs,
    List<Finding> findings,
    Map<String, Duration> steps,
    Optional<String> error,
    List<String> notes) {

  public Duration duration() {
    return Duration.between(start.started(), ended);
  }

  /** The same run with other outputs and notes. */
  public RunRecord with(List<OutputRecord> outputs, List<String> notes) {
    return new RunRecord(
        start, status, ended, verdict, inputs, outputs, findings, steps, error, notes);
  }

  /**
   * @param schema the fingerprint under which the ledger {@link SharedDocuments shares} the {@link
   *     DatasetSchema} as it was read; empty when nothing could be read, and in records that were
   *     written before there was such a field
   */
  public record InputRecord(
      InputVersion version, OptionalLong rows, OptionalLong corruptRows, Optional<String> schema) {}

  /**
   * @param version the table's version that holds the rows; empty when nothing was published
   * @param measures rows, bytes and every metric that the rules measured
   * @param quarantined rows that went to the quarantine table
   * @param quarantineVersion that table's version
   * @param stagedUntil when the staged files of a held or rejected run are removed
   * @param tiers where each rule was measured, by its finding's check and in the rules' order:
   *     {@code statistics} of the written files, {@code write}, the pass that wrote them, or {@code
   *     staged-files}, a pass over them; empty in records that were written before there was such a
   *     field
   * @param lineage the fingerprint under which the ledger {@link SharedDocuments shares} the {@link
   *     ColumnLineage}; empty when the plan did not tell, and in records that were written before
   *     there was such a field
   * @param schema as {@code lineage}, of the {@link DatasetSchema} that the table has once the rows
   *     are published
   * @param write how the rows go into the table; empty in records that were written before there
   *     was such a field
   * @param changes what the commit did to the table's rows; empty where the publisher does not
   *     count them, and in records that were written before there was such a field
   */
  public record OutputRecord(
      String key,
      String dataset,
      String path,
      OptionalLong version,
      long rows,
      long bytes,
      Measures measures,
      long quarantined,
      OptionalLong quarantineVersion,
      Optional<Instant> stagedUntil,
      Map<String, String> tiers,
      Optional<String> lineage,
      Optional<String> schema,
      Optional<Write> write,
      Optional<RowChanges> changes) {

    /** The same output, published as that version. */
    public OutputRecord at(OptionalLong version) {
      return new OutputRecord(
          key,
          dataset,
          path,
          version,
          rows,
          bytes,
          measures,
          quarantined,
          quarantineVersion,
          stagedUntil,
          tiers,
          lineage,
          schema,
          write,
          changes);
    }
  }

  /**
   * @param location the table's directory as a full URI, with the authority of its file system
   * @param creates whether there was no such table before
   * @param partition the one partition that is replaced, its value by the column; empty where the
   *     mode names none
   */
  public record Write(
      String location, WriteMode mode, boolean creates, Map<String, String> partition) {}
}
