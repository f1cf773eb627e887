package io.tidegate.cli;

import io.tidegate.lineage.provenance.RerunPlan.Step;
import io.tidegate.problem.Human;
import io.tidegate.run.RestoreReport;
import io.tidegate.run.RestoreReport.Change;
import java.util.ArrayList;
import java.util.List;

/** A restore for a person. */
final class RestoreLines {

  /** Of each job; the plan below has them all. */
  private static final int RUNS = 5;

  private RestoreLines() {}

  static List<String> of(RestoreReport report) {
    var lines = new ArrayList<String>();
    boolean done = report.version().isPresent();
    lines.add(
        done
            ? "restored: %s v%d is v%d again (run %s)"
                .formatted(
                    report.dataset(),
                    report.version().getAsLong(),
                    report.to(),
                    report.runId().orElse(""))
            : "%s would be v%d again; nothing is changed".formatted(report.dataset(), report.to()));
    report.undone().forEach(change -> lines.add(line(done ? "undone" : "would undo", change)));
    report
        .broughtBack()
        .forEach(change -> lines.add(line(done ? "back" : "would bring back", change)));
    lines.addAll(new ImpactLines(RUNS).of(report.impact()));
    List<Step> steps = report.rerun().steps();
    lines.add(
        steps.isEmpty()
            ? "no run has to be done again"
            : "to run again, " + Human.count(steps.size(), "run") + ", a wave after the other:");
    steps.forEach(step -> lines.addAll(lines(step)));
    return lines;
  }

  private static String line(String what, Change change) {
    String by =
        change
            .job()
            .map(job -> "%s for %s, run %s".formatted(job, date(change), run(change)))
            .orElse("a " + change.operation() + " of another program");
    return "  %s v%d, of %s: %s".formatted(what, change.version(), change.at(), by);
  }

  private static String date(Change change) {
    return change.logicalDate().orElse("");
  }

  private static String run(Change change) {
    return change.runId().orElse("");
  }

  private static List<String> lines(Step step) {
    var lines = new ArrayList<String>();
    lines.add(
        "  %d. %s for %s, of %s: %s"
            .formatted(
                step.wave(),
                step.job(),
                step.logicalDate(),
                step.owner(),
                String.join(", ", step.because())));
    if (!step.restoreFirst().isEmpty()) {
      lines.add(
          "     takes a date once: restore first what is before "
              + String.join(", ", step.restoreFirst()));
    }
    return lines;
  }
}
