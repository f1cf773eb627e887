package io.tidegate.run;

import static org.apache.spark.sql.functions.lit;

import io.tidegate.check.Severity;
import io.tidegate.config.InputConfig.Bounds;
import io.tidegate.config.JdbcTarget;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.OutputConfig.PartitionValue;
import io.tidegate.config.OutputConfig.SchemaPolicy;
import io.tidegate.config.OutputConfig.VolumePolicy;
import io.tidegate.config.Retention;
import io.tidegate.config.WhenMissing;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.RunStart;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.StageRequest;
import io.tidegate.publish.StageRequest.Evolution;
import io.tidegate.publish.StagedOutput;
import io.tidegate.publish.TableChange;
import io.tidegate.publish.TableState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The tables beside the outputs that take the rows which are kept out of them, with the run and the
 * logical date. One partition for each logical date, so that a rerun replaces what the run before
 * it put there.
 */
final class SideTables {

  static final String RUN_ID = "_run_id";
  static final String LOGICAL_DATE = "_logical_date";

  private final Publisher publisher;

  SideTables(Publisher publisher) {
    this.publisher = publisher;
  }

  /**
   * @param key by which a run's commits are told apart
   * @param name what the dataset is called
   * @param jdbc of the output that it belongs to
   */
  record Table(String key, String name, String path, Optional<JdbcTarget> jdbc) {}

  StagedOutput stage(Table table, Dataset<Row> rows, RunStart start) {
    Dataset<Row> marked =
        rows.withColumn(RUN_ID, lit(start.runId()))
            .withColumn(LOGICAL_DATE, lit(start.logicalDate().toString()));
    return stage(table, publisher.look(table.path()), marked, start);
  }

  /** Empties the logical date's partition, if an earlier run put rows there. */
  Optional<StagedOutput> clear(Table table, SparkSession spark, RunStart start) {
    TableState base = publisher.look(table.path());
    if (!base.exists()
        || publisher.find(table.path(), start.job(), start.logicalDate()).isEmpty()) {
      return Optional.empty();
    }
    Dataset<Row> none = spark.createDataFrame(List.of(), base.schema());
    return Optional.of(stage(table, base, none, start));
  }

  private StagedOutput stage(Table table, TableState base, Dataset<Row> rows, RunStart start) {
    OutputConfig output = output(table, start);
    return publisher.stage(
        new StageRequest(
            start.runId(),
            start.job(),
            start.logicalDate(),
            output,
            base,
            rows,
            new TableChange(
                rows.schema().asNullable(),
                output.partitionBy(),
                base.exists() ? Evolution.MERGE : Evolution.NONE)));
  }

  private static OutputConfig output(Table table, RunStart start) {
    return new OutputConfig(
        table.key(),
        table.name(),
        table.path(),
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
        table.jdbc(),
        Retention.NONE);
  }
}
