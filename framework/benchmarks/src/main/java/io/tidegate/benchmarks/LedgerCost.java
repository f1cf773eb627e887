package io.tidegate.benchmarks;

import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.Ledger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** How long a baseline takes to look up among many recorded runs, and a record to write. */
record LedgerCost(Effort effort) implements Scenario {

  private static final String JOB = "job-0";
  private static final int DAYS = 100;
  private static final int LAST = 28;
  private static final RecordedRuns.Table TABLE =
      new RecordedRuns.Table("bench.table", "/warehouse/table", 1);
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
    return RecordedRuns.ledger(
        effort.work().resolve("ledger-" + runs),
        ledger -> {
          for (int run = 0; run < runs; run++) {
            write(ledger, "job-" + run / DAYS, run % DAYS);
          }
        });
  }

  private static void write(Ledger ledger, String job, int day) {
    RecordedRuns.write(ledger, job, FIRST.plusDays(day), List.of(), TABLE);
  }

  private static LogicalDate date(int day) {
    return LogicalDate.parse(FIRST.plusDays(day).toString());
  }
}
