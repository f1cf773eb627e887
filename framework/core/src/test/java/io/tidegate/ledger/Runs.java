package io.tidegate.ledger;

import io.tidegate.check.Finding;
import io.tidegate.check.Measures;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.check.Verdict;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.WriteMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Values for tests. */
public final class Runs {

  private Runs() {}

  /** A run id made at that moment; the tail tells apart those of the same millisecond. */
  public static String id(String madeAt, int tail) {
    String hex = String.format("%012x", Instant.parse(madeAt).toEpochMilli());
    return hex.substring(0, 8) + "-" + hex.substring(8) + String.format("-7000-8000-%012x", tail);
  }

  public static String id(String madeAt) {
    return id(madeAt, 1);
  }

  public static RunStart start(String job, String runId, String date) {
    return start(job, runId, date, new Program("1.2.0", "3f9a1c2d", false));
  }

  public static RunStart start(String job, String runId, String date, Program program) {
    return new RunStart(
        runId,
        job,
        "public-health",
        LogicalDate.parse(date),
        RunIds.madeAt(runId),
        program,
        "r1",
        "c1",
        "ada",
        new RunProcess("driver-1", "pid:[1]", 4711, Optional.of("application_1_2")));
  }

  /** A closed run with one output of that dataset, which took five minutes. */
  public static RunRecord record(RunStart start, RunStatus status, String dataset, long rows) {
    return record(start, status, output(dataset, rows, Optional.empty()));
  }

  /** A published run whose output's lineage has this fingerprint. */
  public static RunRecord record(RunStart start, String lineage) {
    return record(start, RunStatus.PUBLISHED, output("curated.cases", 100, Optional.of(lineage)));
  }

  private static RunRecord record(RunStart start, RunStatus status, RunRecord.OutputRecord output) {
    return new RunRecord(
        start,
        status,
        start.started().plus(Duration.ofMinutes(5)),
        Verdict.PASS,
        List.of(),
        List.of(output),
        List.of(),
        Map.of(),
        Optional.empty(),
        List.of());
  }

  public static RunRecord record(RunStart start, RunStatus status) {
    return record(start, status, "curated.cases", 100);
  }

  private static RunRecord.OutputRecord output(
      String dataset, long rows, Optional<String> lineage) {
    return new RunRecord.OutputRecord(
        "output",
        dataset,
        "/warehouse/" + dataset,
        OptionalLong.of(7),
        rows,
        rows * 10,
        Measures.NONE,
        0,
        OptionalLong.empty(),
        Optional.empty(),
        Map.of(),
        lineage,
        Optional.empty(),
        Optional.of(
            new RunRecord.Write("file:/warehouse/" + dataset, WriteMode.APPEND, false, Map.of())),
        Optional.empty());
  }

  /** The same run, with one table of that version as its input {@code raw}. */
  public static RunRecord reading(RunRecord record, String path, long version) {
    var input =
        new InputVersion(
            "raw", path, "delta", OptionalLong.of(version), List.of(), record.ended(), 1);
    return new RunRecord(
        record.start(),
        record.status(),
        record.ended(),
        record.verdict(),
        List.of(
            new RunRecord.InputRecord(
                input, OptionalLong.empty(), OptionalLong.empty(), Optional.empty())),
        record.outputs(),
        record.findings(),
        record.steps(),
        record.error(),
        record.notes());
  }

  public static Intervention intervention(RunStart start, RunStatus status) {
    return new Intervention(
        start.runId(),
        start.job(),
        status,
        Instant.parse("2026-03-02T08:00:00Z"),
        "grace",
        "checked with the source",
        Map.of("curated.cases", 8L));
  }

  /** Every kind of value that a record can have. */
  public static RunRecord full() {
    return full(Optional.of("a".repeat(64)));
  }

  /** As {@link #full()}, from before outputs had a lineage, and anything a schema. */
  static RunRecord fullWithoutLineage() {
    return full(Optional.empty());
  }

  private static RunRecord full(Optional<String> lineage) {
    var start = start("curate", id("2026-03-01T06:00:00.123Z"), "2020-03-22T05:30:00Z");
    var steps = new LinkedHashMap<String, Duration>();
    steps.put("stage", Duration.ofMillis(61_500));
    steps.put("publish", Duration.ofSeconds(2));
    return new RunRecord(
        start,
        RunStatus.HELD,
        Instant.parse("2026-03-01T06:02:00Z"),
        Verdict.HOLD,
        inputs(lineage.map(known -> "c".repeat(64))),
        List.of(fullOutput(lineage)),
        findings(),
        steps,
        Optional.of("stopped: 数"),
        List.of("fell back to staged"));
  }

  private static List<RunRecord.InputRecord> inputs(Optional<String> schema) {
    var modified = Instant.parse("2026-02-28T23:59:59Z");
    var delta =
        new InputVersion(
            "reports", "s3://b/raw", "delta", OptionalLong.of(12), List.of(), modified, 2048);
    var file = new InputVersion.File("s3://b/in/a.csv", 10, modified);
    var csv =
        new InputVersion(
            "map", "s3://b/in", "csv", OptionalLong.empty(), List.of(file), modified, 10);
    return List.of(
        new RunRecord.InputRecord(delta, OptionalLong.of(99), OptionalLong.of(0), schema),
        new RunRecord.InputRecord(
            csv, OptionalLong.empty(), OptionalLong.empty(), Optional.empty()));
  }

  private static RunRecord.OutputRecord fullOutput(Optional<String> lineage) {
    var measures =
        new Measures(
            Map.of(
                "rows", 100.0,
                "Column.a.b.Mean", Double.NaN,
                "Column.价.Maximum", Double.POSITIVE_INFINITY,
                "Column.p.Minimum", Double.NEGATIVE_INFINITY));
    return new RunRecord.OutputRecord(
        "output",
        "curated.cases",
        "s3://b/curated",
        OptionalLong.empty(),
        100,
        4096,
        measures,
        3,
        OptionalLong.of(4),
        Optional.of(Instant.parse("2026-03-08T06:02:00Z")),
        Map.of("cases.dqdl:2", "write"),
        lineage,
        lineage.map(known -> "b".repeat(64)),
        lineage.map(known -> write()),
        lineage.map(known -> new RowChanges(90, 7, 3)));
  }

  private static RunRecord.Write write() {
    return new RunRecord.Write(
        "s3://b/curated", WriteMode.REPLACE_PARTITION, true, Map.of("day", "2020-03-22"));
  }

  private static List<Finding> findings() {
    return List.of(
        finding(Finding.Kind.INPUT, "min-rows", new Outcome.Passed("at least 1 row", "99 rows")),
        finding(Finding.Kind.SCHEMA, "evolution", new Outcome.Failed("none", "one", "+ a\n- b")),
        finding(Finding.Kind.VOLUME, "max-rows", new Outcome.Failed("at most 9", "100")),
        finding(Finding.Kind.QUALITY, "r.dqdl:7", new Outcome.CouldNotMeasure("no column a")),
        finding(Finding.Kind.ETA, "forecast", new Outcome.NotApplicable("no history")));
  }

  static Finding finding(Finding.Kind kind, String check, Outcome outcome) {
    return new Finding(kind, check, "curated.cases", Severity.HOLD, outcome);
  }
}
