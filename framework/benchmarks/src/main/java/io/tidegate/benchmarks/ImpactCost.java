package io.tidegate.benchmarks;

import io.tidegate.benchmarks.RecordedRuns.Table;
import io.tidegate.ledger.Ledger;
import io.tidegate.lineage.provenance.Impact;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long it takes to tell what was made from a table, among a million edges: 200 jobs in ten
 * layers, a run a day for 500 days, each of which reads the newest version of ten tables of the
 * layer before. Column lineage is not recorded, so that all of it is followed.
 *
 * @param project the project's folder, built
 */
record ImpactCost(Path project, Effort effort) implements Scenario {

  private static final int LAYERS = 10;
  private static final int WIDTH = 20;
  private static final int INPUTS = 10;
  private static final int DAYS = 500;
  private static final LocalDate FIRST = LocalDate.parse("2024-01-01");

  @Override
  public String name() {
    return "impact";
  }

  @Override
  public List<Result> run(Comparison.Progress progress) {
    Path folder = RecordedRuns.ledger(effort.work().resolve("edges"), ImpactCost::fill);
    Ledger ledger = Ledger.open(folder.toString());
    var command = new Command(project, effort.work());
    String last = "table-9-0@v%d".formatted(DAYS - 1);
    return List.of(
        new Result(
            "impact",
            "a million edges: 200 jobs of 500 runs, ten inputs each; the runs in copies, as the first question leaves them",
            "at most 1 s",
            effort.compare(
                "impact",
                progress,
                List.of(
                    new Variant(
                        "impact of a table of the first layer",
                        unused -> impact(ledger, "table-0-0")),
                    new Variant(
                        "impact of a table of the last layer",
                        unused -> impact(ledger, "table-9-0")),
                    new Variant(
                        "bin/tidegate impact, whole process",
                        unused -> command.run("impact", "table-0-0", "--ledger", folder.toString()),
                        false),
                    new Variant(
                        "bin/tidegate explain, whole process",
                        unused -> command.run("explain", last, "--ledger", folder.toString()),
                        false))),
            List.of(came(Impact.of(ledger, "table-0-0")))));
  }

  private static String came(Impact impact) {
    long runs = impact.affected().stream().mapToLong(table -> table.runs().size()).sum();
    return "from the table of the first layer came %,d tables in %,d runs"
        .formatted(impact.affected().size(), runs);
  }

  private static void impact(Ledger ledger, String selection) {
    if (Impact.of(ledger, selection).versions().isEmpty()) {
      throw new IllegalStateException("no impact");
    }
  }

  private static void fill(Ledger ledger) {
    for (int layer = 0; layer < LAYERS; layer++) {
      for (int job = 0; job < WIDTH; job++) {
        for (int day = 0; day < DAYS; day++) {
          RecordedRuns.write(
              ledger,
              "job-%d-%d".formatted(layer, job),
              FIRST.plusDays(day),
              inputs(layer, job, day),
              table(layer, job, day));
        }
      }
    }
  }

  private static List<Table> inputs(int layer, int job, int version) {
    return IntStream.range(0, INPUTS)
        .mapToObj(input -> table(layer - 1, (job + input) % WIDTH, version))
        .toList();
  }

  /** Those of the layer before the first are read and made by no job. */
  private static Table table(int layer, int job, int version) {
    String name = "table-%d-%d".formatted(layer, job);
    return new Table(name, "file:/warehouse/" + name, version);
  }
}
