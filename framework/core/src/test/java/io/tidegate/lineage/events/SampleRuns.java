package io.tidegate.lineage.events;

import io.tidegate.check.Finding;
import io.tidegate.check.Measures;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.check.Verdict;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.ColumnLineage.Kind;
import io.tidegate.ledger.ColumnLineage.Source;
import io.tidegate.ledger.DatasetSchema;
import io.tidegate.ledger.DatasetSchema.Field;
import io.tidegate.ledger.InputVersion;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.Program;
import io.tidegate.ledger.RunProcess;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.InputRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunRecord.Write;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** A run with every kind of thing that an event can tell. */
final class SampleRuns {

  static final RunStart START =
      new RunStart(
          "019ca7fb-737b-7000-8000-000000000001",
          "curate-orders",
          "sales",
          LogicalDate.parse("2026-02-28"),
          Instant.parse("2026-03-01T06:00:00.123Z"),
          new Program("1.2.0", "3f9a1c2d5e", false),
          "r1",
          "c1",
          "ada",
          new RunProcess("driver-1", "", 4711, Optional.empty()));

  static final JobFacts FACTS =
      new JobFacts(
          "prod",
          "Orders by day and customer.",
          Duration.ofDays(1),
          "3.5.5",
          Optional.of("https://example.org/team/jobs"),
          Map.of("domain", "sales"),
          Optional.of("SELECT * FROM orders"));

  static final ParentRun PARENT =
      new ParentRun(
          new ParentRun.Link(
              UUID.fromString("019ca7fb-0000-7000-8000-0000000000aa"), "airflow", "nightly.orders"),
          new ParentRun.Link(
              UUID.fromString("019ca7fb-0000-7000-8000-0000000000bb"), "airflow", "nightly"));

  private static final Map<String, String> SHARED =
      Map.of(
          "orders",
          new DatasetSchema(
                  List.of(
                      column("id", "bigint"),
                      new Field("customer", "struct", true, List.of(column("name", "string")))))
              .toJson(),
          "customers",
          new DatasetSchema(List.of(column("name", "string"), column("country", "string")))
              .toJson(),
          "out",
          new DatasetSchema(List.of(column("country", "string"), column("orders", "bigint")))
              .toJson(),
          "lineage",
          LedgerJson.write(lineage()));

  private SampleRuns() {}

  static RunEvents events() {
    return new RunEvents("1.2.0", new Documents(name -> Optional.ofNullable(SHARED.get(name))));
  }

  private static Field column(String name, String type) {
    return new Field(name, type, true, List.of());
  }

  private static ColumnLineage lineage() {
    var columns = new LinkedHashMap<String, List<Source>>();
    columns.put("country", List.of(new Source("customers", "country", Kind.IDENTITY, false)));
    columns.put("orders", List.of(new Source("orders", "id", Kind.AGGREGATION, true)));
    columns.put("source", List.of());
    return new ColumnLineage(
        columns,
        List.of(
            new Source("customers", "name", Kind.JOIN, false),
            new Source("orders", "*", Kind.FILTER, false)),
        List.of(),
        List.of());
  }

  static RunRecord record(RunStatus status, Verdict verdict, OptionalLong version) {
    return new RunRecord(
        START,
        status,
        Instant.parse("2026-03-01T06:02:00Z"),
        verdict,
        inputs(),
        List.of(output(version)),
        findings(),
        Map.of(),
        Optional.empty(),
        List.of());
  }

  static RunRecord failed(String error) {
    return new RunRecord(
        START,
        RunStatus.FAILED,
        Instant.parse("2026-03-01T06:02:00Z"),
        Verdict.PASS,
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Optional.of(error),
        List.of());
  }

  private static List<InputRecord> inputs() {
    var modified = Instant.parse("2026-02-28T23:59:59Z");
    var file = new InputVersion.File("s3a://raw/orders/dt=2026-02-28/a.csv", 10, modified);
    var orders =
        new InputVersion(
            "orders",
            "s3a://raw/orders/dt=2026-02-28",
            "csv",
            OptionalLong.empty(),
            List.of(file),
            modified,
            10);
    var customers =
        new InputVersion(
            "customers",
            "s3a://curated/customers",
            "delta",
            OptionalLong.of(12),
            List.of(),
            modified,
            2048);
    return List.of(
        new InputRecord(orders, OptionalLong.of(2), OptionalLong.of(0), Optional.of("orders")),
        new InputRecord(
            customers, OptionalLong.of(99), OptionalLong.empty(), Optional.of("customers")));
  }

  private static OutputRecord output(OptionalLong version) {
    return new OutputRecord(
        "output",
        "curated.orders",
        "/curated/orders",
        version,
        2,
        4096,
        new Measures(
            Map.of(
                "rows", 2.0,
                "Column.orders.Minimum", 1.0,
                "Column.orders.Maximum", Double.NaN,
                "Column.country.Completeness", 0.5)),
        0,
        OptionalLong.empty(),
        Optional.empty(),
        Map.of(),
        Optional.of("lineage"),
        Optional.of("out"),
        Optional.of(
            new Write(
                "s3a://curated/orders",
                WriteMode.REPLACE_PARTITION,
                true,
                Map.of("day", "2026-02-28"))),
        Optional.empty());
  }

  private static List<Finding> findings() {
    return List.of(
        finding(
            Finding.Kind.VOLUME,
            "min-rows",
            Severity.REJECT,
            new Outcome.Passed("at least 1", "2")),
        finding(
            Finding.Kind.VOLUME,
            "previous",
            Severity.HOLD,
            new Outcome.Failed("at least 5", "2", "of 10")),
        finding(
            Finding.Kind.QUALITY, "orders.dqdl:2", Severity.WARN, new Outcome.Failed("none", "1")),
        finding(
            Finding.Kind.QUALITY,
            "orders.dqdl:3",
            Severity.HOLD,
            new Outcome.CouldNotMeasure("no column x")),
        finding(
            Finding.Kind.VOLUME, "baseline", Severity.HOLD, new Outcome.NotApplicable("3 runs")));
  }

  private static Finding finding(
      Finding.Kind kind, String check, Severity severity, Outcome outcome) {
    return new Finding(kind, check, "curated.orders", severity, outcome);
  }
}
