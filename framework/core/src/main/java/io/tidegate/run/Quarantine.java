package io.tidegate.run;

import static org.apache.spark.sql.functions.not;

import io.tidegate.config.OutputConfig;
import io.tidegate.ledger.RunStart;
import io.tidegate.publish.StagedOutput;
import io.tidegate.quality.RowFilter;
import io.tidegate.run.SideTables.Table;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The table beside an output that takes the rows that broke a row rule: the output's own columns,
 * and which run, which logical date and why.
 */
final class Quarantine {

  static final String SUFFIX = "__quarantine";
  static final String RUN_ID = SideTables.RUN_ID;
  static final String LOGICAL_DATE = SideTables.LOGICAL_DATE;
  static final String REASONS = "_reasons";

  private final SideTables tables;

  Quarantine(SideTables tables) {
    this.tables = tables;
  }

  StagedOutput stage(PreparedOutput output, Dataset<Row> staged, RowFilter filter, RunStart start) {
    Dataset<Row> bad = staged.withColumn(REASONS, filter.reasons()).filter(not(filter.good()));
    return tables.stage(table(output.config()), bad, start);
  }

  /** Of the quarantine table of an output's table. */
  static String path(String output) {
    return output + SUFFIX;
  }

  /** Empties the logical date's partition, if an earlier run put rows there. */
  Optional<StagedOutput> clear(PreparedOutput output, RunStart start) {
    return output.quality().rowFilter().isEmpty()
        ? Optional.empty()
        : tables.clear(table(output.config()), output.rows().sparkSession(), start);
  }

  /** The table beside an output. */
  static Table table(OutputConfig output) {
    return new Table(
        output.key() + SUFFIX,
        output.name() + SUFFIX,
        path(output.path()),
        output.jdbc().map(target -> target.withTable(path(target.table()))));
  }
}
