package io.tidegate.run;

import io.tidegate.check.Finding;
import io.tidegate.config.OutputConfig;
import io.tidegate.publish.StageRequest;
import io.tidegate.publish.TableChange;
import io.tidegate.publish.TableState;
import io.tidegate.schema.Evolution;
import io.tidegate.schema.ExistingTable;
import io.tidegate.schema.SchemaAligner;
import io.tidegate.schema.SchemaCheck;
import io.tidegate.schema.SchemaDecision;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Step 5: the new schema beside the table's, judged; the rows, aligned to what the table will have.
 */
final class SchemaStep {

  private final SchemaReaders readers;

  SchemaStep(SchemaReaders readers) {
    this.readers = readers;
  }

  /**
   * @param aligned empty when the check stops the run
   */
  record Judged(List<Finding> findings, Optional<Dataset<Row>> aligned, TableChange change) {}

  Judged judge(OutputConfig output, TableState base, Dataset<Row> rows) {
    ExistingTable table =
        base.exists()
            ? new ExistingTable(true, base.schema(), base.partitionBy(), base.properties())
            : ExistingTable.ABSENT;
    SchemaDecision decision = new SchemaCheck(output).judge(table, rows.schema());
    return new Judged(
        readers.named(decision, output),
        decision.stops()
            ? Optional.empty()
            : Optional.of(SchemaAligner.align(rows, decision.target())),
        new TableChange(
            decision.target(), decision.partitionBy(), evolution(decision.evolution())));
  }

  private static StageRequest.Evolution evolution(Evolution evolution) {
    return switch (evolution) {
      case NONE -> StageRequest.Evolution.NONE;
      case MERGE -> StageRequest.Evolution.MERGE;
      case REPLACE -> StageRequest.Evolution.REPLACE;
    };
  }
}
