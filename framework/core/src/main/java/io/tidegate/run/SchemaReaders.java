package io.tidegate.run;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.config.OutputConfig;
import io.tidegate.ledger.Ledger;
import io.tidegate.lineage.provenance.Downstream;
import io.tidegate.lineage.provenance.Impact.Affected;
import io.tidegate.quality.Once;
import io.tidegate.schema.Difference;
import io.tidegate.schema.SchemaDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Names, in the findings on a schema, the tables and jobs that use a column which changes. */
final class SchemaReaders {

  private static final int LINES = 20;

  private final Ledger ledger;
  private final UnaryOperator<String> locate;

  /**
   * @param locate from a table's path in the conf to its full URI
   */
  SchemaReaders(Ledger ledger, UnaryOperator<String> locate) {
    this.ledger = ledger;
    this.locate = locate;
  }

  /** The decision's findings. Where the ledger does not answer, that is said in their place. */
  List<Finding> named(SchemaDecision decision, OutputConfig output) {
    List<Difference> touching = decision.differences().stream().filter(this::touches).toList();
    if (touching.isEmpty()) {
      return decision.findings();
    }
    var downstream = new Once<>(() -> Downstream.of(ledger, locate.apply(output.path())));
    return decision.findings().stream()
        .map(finding -> named(finding, touching, downstream))
        .toList();
  }

  /** A column that is new is used by nobody. */
  private boolean touches(Difference difference) {
    return !difference.from().isEmpty() && !difference.path().isEmpty();
  }

  private static Finding named(
      Finding finding, List<Difference> touching, Supplier<Downstream> downstream) {
    List<String> lines = new ArrayList<>();
    try {
      touching.stream()
          .filter(difference -> finding.check().equals(difference.kind().label()))
          .forEach(difference -> lines.addAll(lines(difference.path(), downstream.get())));
    } catch (RuntimeException e) {
      lines.add("who uses it could not be found: " + e.getMessage());
    }
    return lines.isEmpty()
        ? finding
        : new Finding(
            finding.kind(),
            finding.check(),
            finding.subject(),
            finding.severity(),
            with(finding.outcome(), shortened(lines)));
  }

  private static List<String> lines(String column, Downstream downstream) {
    return downstream.of(column).stream().map(used -> line(column, used)).toList();
  }

  private static String line(String column, Affected used) {
    String into =
        used.everyColumn()
            ? "decides which rows there are"
            : "goes into " + String.join(", ", used.columns());
    return "%s %s in %s, by %s of %s"
        .formatted(column, into, used.dataset(), used.job(), used.owner());
  }

  private static List<String> shortened(List<String> lines) {
    if (lines.size() <= LINES) {
      return lines;
    }
    var some = new ArrayList<>(lines.subList(0, LINES));
    some.add("and %d more".formatted(lines.size() - LINES));
    return some;
  }

  private static Outcome with(Outcome outcome, List<String> lines) {
    if (outcome instanceof Outcome.Failed failed) {
      String more = String.join("\n", lines);
      String detail = failed.detail().isEmpty() ? more : failed.detail() + "\n" + more;
      return new Outcome.Failed(failed.expected(), failed.actual(), detail);
    }
    return outcome instanceof Outcome.Passed passed
        ? new Outcome.Passed(passed.expected(), passed.actual() + "; " + String.join("; ", lines))
        : outcome;
  }
}
