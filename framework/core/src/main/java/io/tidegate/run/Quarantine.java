package io.tidegate.run;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.tidegate.check.Severity;
import io.tidegate.config.InputConfig.Bounds;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.OutputConfig.PartitionValue;
import io.tidegate.config.OutputConfig.SchemaPolicy;
import io.tidegate.config.OutputConfig.VolumePolicy;
import io.tidegate.config.WhenMissing;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.RunStart;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.StageRequest;
import io.tidegate.publish.StageRequest.Evolution;
import io.tidegate.publish.StagedOutput;
import io.tidegate.publish.TableChange;
import io.tidegate.publish.TableState;
import io.tidegate.quality.RowFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The table beside an output that takes the rows that broke a row rule: the output's own columns,
 * and which run, which logical date and why. One partition for each logical date, so that a rerun
 * replaces what the run before it put there.
 */
final class Quarantine {

  static final String SUFFIX = "__quarantine";
  static final String RUN_ID = "_run_id";
  static final String LOGICAL_DATE = "_logical_date";
  static final String REASONS = "_reasons";

  private final Publisher publisher;

  Quarantine(Publisher publisher) {
    this.publisher = publisher;
  }

  StagedOutput stage(PreparedOutput output, Dataset<Row> staged, RowFilter filter, RunStart start) {
    Dataset<Row> bad =
        staged
            .withColumn(REASONS, filter.reasons())
            .filter(not(filter.good()))
            .withColumn(RUN_ID, lit(start.runId()))
            .withColumn(LOGICAL_DATE, lit(start.logicalDate().toString()));
    OutputConfig table = table(output.config(), start);
    TableState base = publisher.look(table.path());
    return publisher.stage(request(table, base, bad, start));
  }

  /** Of the quarantine table of an output's table. */
  static String path(String output) {
    return output + SUFFIX;
  }

  /** Empties the logical date's partition, if an earlier run put rows there. */
  Optional<StagedOutput> clear(PreparedOutput output, RunStart start) {
    if (output.quality().rowFilter().isEmpty()) {
      return Optional.empty();
    }
    OutputConfig table = table(output.config(), start);
    TableState base = publisher.look(table.path());
    if (!base.exists()
        || publisher.find(table.path(), start.job(), start.logicalDate()).isEmpty()) {
      return Optional.empty();
    }
    Dataset<Row> none = output.rows().sparkSession().createDataFrame(List.of(), base.schema());
    return Optional.of(publisher.stage(request(table, base, none, start)));
  }

  private static StageRequest request(
      OutputConfig table, TableState base, Dataset<Row> rows, RunStart start) {
    return new StageRequest(
        start.runId(),
        start.job(),
        start.logicalDate(),
        table,
        base,
        rows,
        new TableChange(
            rows.schema().asNullable(),
            table.partitionBy(),
            base.exists() ? Evolution.MERGE : Evolution.NONE));
  }

  private static OutputConfig table(OutputConfig output, RunStart start) {
    return new OutputConfig(
        output.key() + SUFFIX,
        output.name() + SUFFIX,
        path(output.path()),
        WriteMode.REPLACE_PARTITION,
        List.of(LOGICAL_DATE),
        Optional.of(new PartitionValue(LOGICAL_DATE, start.logicalDate().toString())),
        Optional.empty(),
        List.of(),
        WhenMissing.KEEP,
        Map.of(),
        new SchemaPolicy(Set.of(), Optional.empty(), Severity.WARN),
        new VolumePolicy(
            Bounds.NONE, Optional.empty(), Optional.empty(), Optional.empty(), Severity.WARN),
        List.of(),
        output.jdbc());
  }
}
