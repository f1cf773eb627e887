package io.tidegate.benchmarks;

import io.tidegate.check.Measures;
import io.tidegate.check.Verdict;
import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.Program;
import io.tidegate.ledger.RunIds;
import io.tidegate.ledger.RunProcess;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How long a baseline takes to look up among many recorded runs, and a record to write. */
record LedgerCost(Effort effort) implements Scenario {

  private static final String JOB = "job-0";
  private static final int DAYS = 100;
  private static final int LAST = 28;
  private static final LocalDate FIRST = LocalDate.parse("2024-01-01");

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public List<Result> run(Comparison.Progress progress) {
    return List.of(lookups(progress), writes(progress));
  }

  private Result lookups(Comparison.Progress progress) {
    var variants = new ArrayList<Variant>();
    for (int runs : List.of(1_000, 10_000, 100_000)) {
      Path ledger = filled(runs);
      variants.add(new Variant("among %,d runs".formatted(runs), unused -> lookUp(ledger)));
    }
    return new Result(
        "ledger-baseline",
        "the last %d published runs of one job, in a ledger opened anew; %d runs a job"
            .formatted(LAST, DAYS),
        "at most 0.2 s among 100,000 runs, and not longer than among 1,000",
        effort.compare("ledger-baseline", progress, variants),
        List.of());
  }

  private Result writes(Comparison.Progress progress) {
    Path folder = effort.work().resolve("ledger-writes");
    var variant =
        new Variant(
            "start and end of one run",
            unused -> write(Ledger.open(folder.toString()), "writer", 0));
    return new Result(
        "ledger-write",
        "one run's entries",
        "",
        effort.compare("ledger-write", progress, List.of(variant)),
        List.of());
  }

  private static void lookUp(Path folder) {
    LogicalDate after = date(DAYS);
    int found = Ledger.open(folder.toString()).lastPublished(JOB, LAST, after).records().size();
    if (found != LAST) {
      throw new IllegalStateException(found + " runs found");
    }
  }

  /** A ledger of so many runs, made once. */
  Path filled(int runs) {
    Path folder = effort.work().resolve("ledger-" + runs);
    Path done = effort.work().resolve("ledger-" + runs + ".done");
    if (!Files.exists(done)) {
      Ledger ledger = Ledger.open(folder.toString());
      for (int run = 0; run < runs; run++) {
        write(ledger, "job-" + run / DAYS, run % DAYS);
      }
      touch(done);
    }
    return folder;
  }

  private static void touch(Path file) {
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Ledger ledger, String job, int day) {
    Instant at = FIRST.plusDays(day).atTime(5, 0).toInstant(ZoneOffset.UTC);
    var start =
        new RunStart(
            new RunIds(Clock.fixed(at, ZoneOffset.UTC)).next(),
            job,
            "benchmarks",
            date(day),
            at,
            new Program("1.0", "0123456", false),
            "rules",
            "conf",
            "bench",
            RunProcess.current(Optional.empty()));
    ledger.started(start);
    ledger.closed(record(start));
  }

  private static LogicalDate date(int day) {
    return LogicalDate.parse(FIRST.plusDays(day).toString());
  }

  private static RunRecord record(RunStart start) {
    var output =
        new RunRecord.OutputRecord(
            "output",
            "bench.table",
            "/warehouse/table",
            OptionalLong.of(1),
            1000,
            10_000,
            new Measures(Map.of("rows", 1000.0)),
            0,
            OptionalLong.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new RunRecord(
        start,
        RunStatus.PUBLISHED,
        start.started().plus(Duration.ofMinutes(5)),
        Verdict.PASS,
        List.of(),
        List.of(output),
        List.of(),
        Map.of("stage", Duration.ofMinutes(4)),
        Optional.empty(),
        List.of());
  }
}
