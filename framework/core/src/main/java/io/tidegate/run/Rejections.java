package io.tidegate.run;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunView;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.StagedOutput;
import io.tidegate.quality.MetricHistory;
import io.tidegate.quality.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Shows why a run was kept back: its failed findings and, from the staged files, rows at fault. */
public final class Rejections {

  private static final int WIDTH = 40;

  private final Ledger ledger;
  private final Publisher publisher;
  private final StagedRuns stagedRuns;

  public Rejections(Ledger ledger, Publisher publisher) {
    this.ledger = ledger;
    this.publisher = publisher;
    this.stagedRuns = new StagedRuns(ledger, publisher);
  }

  /**
   * @param rows how many rows to show of each failed rule
   * @throws io.tidegate.problem.UserException when there is no such run
   */
  public String show(String runId, int rows) {
    RunView run = Interventions.find(ledger, runId);
    Optional<StagedRun> staged = stagedRuns.find(runId, run.job());
    List<Finding> problems =
        run.record().stream()
            .flatMap(record -> record.findings().stream())
            .filter(Finding::isProblem)
            .toList();
    var text = new ArrayList<String>();
    if (problems.isEmpty()) {
      text.add("run " + runId + " has no failed findings");
    }
    for (Finding problem : problems) {
      text.add(line(problem));
      staged.flatMap(files -> sample(files, problem, rows)).ifPresent(text::add);
    }
    if (staged.isEmpty() && !problems.isEmpty()) {
      text.add("(no staged files: the run stopped before staging, or they have expired)");
    }
    return String.join("\n", text);
  }

  private Optional<String> sample(StagedRun staged, Finding problem, int limit) {
    return staged.outputs().stream()
        .filter(output -> output.dataset().equals(problem.subject()))
        .findFirst()
        .flatMap(output -> offenders(staged, output, problem))
        .map(rows -> rows.showString(limit, WIDTH, false).stripTrailing());
  }

  private Optional<Dataset<Row>> offenders(StagedRun staged, StagedOutput output, Finding problem) {
    if (problem.kind() != Finding.Kind.QUALITY) {
      return Optional.empty();
    }
    Dataset<Row> rows = publisher.read(output);
    return Quality.plan(
            rows.sparkSession(),
            output.dataset(),
            staged.rules().getOrDefault(output.key(), List.of()),
            rows.schema(),
            Set.of(),
            MetricHistory.NONE)
        .offenders(problem, rows);
  }

  private static String line(Finding problem) {
    String what =
        problem.outcome() instanceof Outcome.Failed failed
            ? failed.actual() + "; expected " + failed.expected() + detail(failed)
            : "could not measure: " + ((Outcome.CouldNotMeasure) problem.outcome()).cause();
    return "%s %s %s: %s".formatted(problem.severity(), problem.subject(), problem.check(), what);
  }

  private static String detail(Outcome.Failed failed) {
    return failed.detail().isEmpty() ? "" : "\n" + failed.detail().indent(2).stripTrailing();
  }
}
