package io.tidegate.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidegate.check.Measures;
import io.tidegate.check.Verdict;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.ColumnLineage.Kind;
import io.tidegate.ledger.ColumnLineage.Source;
import io.tidegate.ledger.DatasetSchema;
import io.tidegate.ledger.Flow;
import io.tidegate.ledger.InputVersion;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.ledger.RunIds;
import io.tidegate.ledger.RunProcess;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.InputRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import io.tidegate.lineage.provenance.KnownTable;
import io.tidegate.publish.TableSize;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A restore as the ledger has it: a run that read a version of a table and wrote a newer one. */
final class RestoreRecords {

  private static final String DELTA = "delta";

  private final Ledger ledger;
  private final Clock clock;

  RestoreRecords(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What the record will be once the restore is committed; the output's version is not there. */
  RunRecord planned(KnownTable table, long to, TableSize size, String who, String reason) {
    RunStart start = start(table, who);
    Optional<DatasetSchema> schema = schema(table, to);
    return new RunRecord(
        start,
        RunStatus.PUBLISHED,
        start.started(),
        Verdict.PASS,
        List.of(input(table, to, size, schema, start)),
        List.of(output(table, size, schema, start)),
        List.of(),
        Map.of(),
        Optional.empty(),
        List.of("restored to v%d by %s: %s".formatted(to, who, reason)));
  }

  /** No conf and no rules decide on a restore. */
  private RunStart start(KnownTable table, String who) {
    Flow last = table.lastRun();
    Instant now = clock.instant();
    return new RunStart(
        new RunIds(clock).next(),
        MaintenanceJob.RESTORE.of(last.job()),
        last.owner(),
        new LogicalDate(now),
        now,
        Programs.of(Restore.class),
        "",
        "",
        who,
        RunProcess.current(Optional.empty()));
  }

  private InputRecord input(
      KnownTable table, long to, TableSize size, Optional<DatasetSchema> schema, RunStart start) {
    Instant modified = table.runOf(to).map(Flow::at).orElse(start.started());
    return new InputRecord(
        new InputVersion(
            table.output(),
            table.path(),
            DELTA,
            OptionalLong.of(to),
            List.of(),
            modified,
            size.bytes()),
        OptionalLong.of(size.rows()),
        OptionalLong.empty(),
        shared(schema.map(DatasetSchema::toJson), start));
  }

  private OutputRecord output(
      KnownTable table, TableSize size, Optional<DatasetSchema> schema, RunStart start) {
    return new OutputRecord(
        table.output(),
        table.dataset(),
        table.path(),
        OptionalLong.empty(),
        size.rows(),
        size.bytes(),
        Measures.NONE,
        0,
        OptionalLong.empty(),
        Optional.empty(),
        Map.of(),
        shared(schema.map(columns -> LedgerJson.write(asTheyAre(table, columns))), start),
        shared(schema.map(DatasetSchema::toJson), start),
        Optional.of(new RunRecord.Write(table.path(), WriteMode.OVERWRITE, false, Map.of())),
        Optional.empty());
  }

  private Optional<String> shared(Optional<String> document, RunStart start) {
    return document.map(json -> ledger.shared().add(start.job(), json));
  }

  private static ColumnLineage asTheyAre(KnownTable table, DatasetSchema schema) {
    var columns = new LinkedHashMap<String, List<Source>>();
    schema
        .columns()
        .forEach(
            column ->
                columns.put(
                    column.name(),
                    List.of(new Source(table.output(), column.name(), Kind.IDENTITY, false))));
    return new ColumnLineage(columns, List.of(), List.of(), List.of());
  }

  /** As the run that made the version recorded it. */
  private Optional<DatasetSchema> schema(KnownTable table, long to) {
    return table.runOf(to).flatMap(flow -> ledger.find(flow.job(), flow.runId())).stream()
        .flatMap(view -> view.record().stream())
        .flatMap(record -> schemas(record, table))
        .findFirst();
  }

  private Stream<DatasetSchema> schemas(RunRecord record, KnownTable table) {
    return record.outputs().stream()
        .filter(output -> output.dataset().equals(table.dataset()))
        .flatMap(output -> output.schema().stream())
        .flatMap(fingerprint -> ledger.shared().find(record.start().job(), fingerprint).stream())
        .flatMap(json -> read(json).stream());
  }

  private static Optional<DatasetSchema> read(String json) {
    try {
      return Optional.of(DatasetSchema.read(json));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  static RunRecord done(RunRecord planned, Instant at, long version) {
    return new RunRecord(
        planned.start(),
        planned.status(),
        at,
        planned.verdict(),
        planned.inputs(),
        planned.outputs().stream().map(output -> output.at(OptionalLong.of(version))).toList(),
        planned.findings(),
        planned.steps(),
        planned.error(),
        planned.notes());
  }

  /** The restore's record where nothing was committed. */
  static RunRecord failed(RunRecord planned, Instant at, RuntimeException failure) {
    return new RunRecord(
        planned.start(),
        RunStatus.FAILED,
        at,
        planned.verdict(),
        planned.inputs(),
        List.of(),
        List.of(),
        Map.of(),
        Optional.of(String.valueOf(failure.getMessage())),
        planned.notes());
  }
}
