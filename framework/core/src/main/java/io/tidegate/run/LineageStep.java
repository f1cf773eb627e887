package io.tidegate.run;

import io.tidegate.config.OutputConfig;
import io.tidegate.dataset.Input;
import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.RunStart;
import io.tidegate.lineage.plan.PlanLineage;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where an output's columns come from. What cannot be told is a note; it never fails the run. */
final class LineageStep {

  private final Ledger ledger;

  LineageStep(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * @return the fingerprint under which the ledger has it: a plan is the same on most nights
   */
  Optional<String> remember(
      OutputConfig output, Dataset<Row> rows, RunStart start, List<Input> inputs, Journal journal) {
    return read(output, rows, inputs, journal)
        .map(lineage -> ledger.shared().add(start.job(), LedgerJson.write(lineage)));
  }

  private static Optional<ColumnLineage> read(
      OutputConfig output, Dataset<Row> rows, List<Input> inputs, Journal journal) {
    try {
      ColumnLineage lineage = PlanLineage.of(rows, new NamedInputs(inputs).byName());
      lineage.undeclared().forEach(source -> journal.note(undeclared(output, source)));
      return Optional.of(lineage);
    } catch (RuntimeException | LinkageError e) {
      // A vendor's Spark can have plans, and whole classes, that differ from what this reads.
      journal.note(
          "%s: where its columns come from cannot be read off the plan: %s"
              .formatted(output.name(), e));
      return Optional.empty();
    }
  }

  private static String undeclared(OutputConfig output, String source) {
    return "%s: the job reads %s, which is no input of its conf: its version is not recorded, and it is not checked"
        .formatted(output.name(), source);
  }
}
