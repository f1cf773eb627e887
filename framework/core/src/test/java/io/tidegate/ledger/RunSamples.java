package io.tidegate.ledger;

import io.tidegate.check.Finding;
import io.tidegate.check.Finding.Kind;
import io.tidegate.check.Measures;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.check.Verdict;
import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.RunRecord.InputRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs for tests. */
public final class RunSamples {

  public static final Instant STARTED = Instant.parse("2024-03-02T05:00:00Z");

  private RunSamples() {}

  /** Each call in a millisecond of its own: run ids sort by it. */
  public static RunStart start(String job, String date) {
    long begin = System.currentTimeMillis();
    while (System.currentTimeMillis() == begin) {
      Thread.onSpinWait();
    }
    return new RunStart(
        RunIds.next(),
        job,
        "team",
        LogicalDate.parse(date),
        STARTED,
        new Program("1.2.0", "3f9a1c2b7d", true),
        "rules",
        "config",
        "me");
  }

  public static RunRecord record(RunStart start, RunStatus status, long rows) {
    var input =
        new InputVersion("in", "file:/in", "csv", OptionalLong.empty(), List.of(), STARTED, 10);
    var output =
        new OutputRecord(
            "output",
            "a.table",
            "file:/out",
            OptionalLong.of(3),
            rows,
            100,
            new Measures(Map.of("rows", (double) rows, "odd", Double.NaN)),
            0,
            OptionalLong.empty(),
            Optional.empty());
    return new RunRecord(
        start,
        status,
        STARTED.plusSeconds(90),
        Verdict.PASS_WITH_WARNINGS,
        List.of(new InputRecord(input, OptionalLong.of(5), OptionalLong.of(0))),
        List.of(output),
        List.of(
            finding(new Outcome.Passed("a", "b")),
            finding(new Outcome.Failed("a", "b", "c")),
            finding(new Outcome.NotApplicable("why")),
            finding(new Outcome.CouldNotMeasure("cause"))),
        Map.of("stage", Duration.ofMillis(1500)),
        Optional.empty(),
        List.of("a note"));
  }

  private static Finding finding(Outcome outcome) {
    return new Finding(Kind.VOLUME, "min-rows", "a.table", Severity.WARN, outcome);
  }
}
