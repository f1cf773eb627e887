package io.tidegate.cli;

import io.tidegate.lineage.provenance.Impact;
import io.tidegate.lineage.provenance.Impact.Affected;
import io.tidegate.lineage.provenance.Impact.AffectedRun;
import io.tidegate.problem.Human;
import java.util.ArrayList;
import java.util.List;

/**
 * An impact for a person.
 *
 * @param runs how many of each job to list
 */
record ImpactLines(int runs) {

  List<String> of(Impact impact) {
    var lines = new ArrayList<String>();
    String what = impact.dataset() + impact.column().map(column -> "." + column).orElse("");
    if (impact.affected().isEmpty()) {
      lines.add("no published run has used " + what + ", " + impact.versions());
    } else {
      lines.add(
          "from %s, %s, came %s in %s"
              .formatted(
                  what,
                  impact.versions(),
                  Human.count(impact.affected().size(), "table"),
                  Human.count(runsOf(impact), "run")));
    }
    impact.affected().forEach(affected -> lines.addAll(lines(affected)));
    impact.unreadable().forEach(problem -> lines.add("  left out: " + problem));
    return lines;
  }

  private static int runsOf(Impact impact) {
    return impact.affected().stream().mapToInt(affected -> affected.runs().size()).sum();
  }

  private List<String> lines(Affected affected) {
    var lines = new ArrayList<String>();
    String indent = "  ".repeat(affected.distance());
    lines.add(
        "%s%s %s, by %s of %s"
            .formatted(
                indent, affected.dataset(), affected.versions(), affected.job(), affected.owner()));
    lines.add(indent + "  columns " + columns(affected));
    List<AffectedRun> all = affected.runs();
    for (int i = all.size() - 1; i >= Math.max(0, all.size() - runs); i--) {
      lines.add(indent + "  " + line(all.get(i)));
    }
    if (all.size() > runs) {
      lines.add(indent + "  and " + Human.count(all.size() - runs, "earlier run"));
    }
    return lines;
  }

  private static String columns(Affected affected) {
    String named = String.join(", ", affected.columns());
    if (!affected.everyColumn()) {
      return named;
    }
    return named.isEmpty()
        ? "all: it decides which rows there are"
        : named + "; and which rows there are";
  }

  private static String line(AffectedRun run) {
    return "v%-4d %s  for %s, from %s"
        .formatted(run.version(), run.runId(), run.logicalDate(), String.join(", ", run.read()));
  }
}
