package io.tidegate.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.check.Measures;
import io.tidegate.dataset.Sabotage;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.RunReport;
import io.tidegate.job.TransformJob;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStatus;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invariant I6: whatever Spark computes twice, a run counts, measures and publishes each row once.
 */
class RetriedWorkTest {

  private static final int ROWS = 400;
  private static final String CALM_DAY = "2024-03-01";
  private static final String BAD_DAY = "2024-03-02";
  private static final String OPTIMIZED = "spark.databricks.delta.optimizeWrite.enabled";

  @TempDir Path folder;

  private OrdersGate gate;

  /** Two partitions behind a shuffle, and a filter over them that may do harm. */
  private static final class Filtered extends TransformJob {
    private final Column filter;

    Filtered(UDF1<Long, Boolean> filter) {
      // The optimizer leaves it where it is.
      this.filter = udf(filter, DataTypes.BooleanType).asNondeterministic().apply(col("id"));
    }

    @Override
    protected Dataset<Row> transform(Inputs inputs, RunContext run) {
      return inputs
          .get("orders")
          .repartition(2, col("id"))
          .where(filter)
          .withColumn("day", lit(run.logicalDate().toString()));
    }
  }

  @BeforeEach
  void twoDays() {
    gate = new OrdersGate(folder);
    gate.orders(CALM_DAY, ROWS);
    gate.orders(BAD_DAY, ROWS);
    gate.rules(
        "orders.dqdl",
        """
        RowCount = 400,
          Sum "id" = 80200,
          Mean "price" = 401,
          StandardDeviation "price" > 0,
          IsComplete "id",
          ColumnValues "price" between 1 and 801,
          IsPrimaryKey "id\"""");
  }

  @Test
  void aTaskThatFailedAndWasRetried() {
    String fault = folder + "/retry";
    RunReport report = disturbed(id -> id != 300 || Sabotage.failTask(fault));
    assertThat(Sabotage.happened(fault)).isTrue();
    assertExact(report);
    assertThat(report.record().notes()).isEmpty();
  }

  @Tag("long")
  @Test
  void aShuffleThatWasLostAndComputedAgain() {
    String fault = folder + "/shuffle";
    RunReport report = disturbed(id -> id != 300 || Sabotage.loseShuffle(fault));
    assertThat(Sabotage.happened(fault)).isTrue();
    assertExact(report);
    assertThat(report.record().notes()).isEmpty();
  }

  @Tag("long")
  @Test
  void aTaskThatRanTwiceAtTheSameTime() {
    String fault = folder + "/twice";
    RunReport report = disturbed(id -> Sabotage.duplicateTask(fault));
    assertThat(Sabotage.happened(fault)).isTrue();
    assertExact(report);
    assertThat(report.record().notes()).isEmpty();
  }

  /**
   * Delta's optimized write puts a shuffle behind the observed rows: there a stage that runs again
   * does count rows twice, and the files' own statistics tell.
   */
  @Test
  void rowsThatWereObservedTwiceAreMeasuredInTheFiles() {
    String fault = folder + "/observed";
    SparkSession spark = TestSpark.session();
    spark.conf().set(OPTIMIZED, "true");
    try {
      RunReport report = disturbed(id -> Sabotage.loseWritten(fault));
      assertThat(Sabotage.happened(fault)).isTrue();
      assertExact(report);
      assertThat(report.record().notes())
          .containsExactly(
              "raw.orders: the rows observed while writing are not the rows in the files; measured"
                  + " again from the files");
    } finally {
      spark.conf().unset(OPTIMIZED);
    }
  }

  /** The first day undisturbed, the second day with the fault. */
  private RunReport disturbed(UDF1<Long, Boolean> fault) {
    RunReport calm = gate.run(new Filtered(id -> true), CALM_DAY);
    assertThat(calm.status()).as(calm.toTable()).isEqualTo(RunStatus.PUBLISHED);
    RunReport report = gate.run(new Filtered(fault), BAD_DAY);
    assertThat(measures(report)).isEqualTo(measures(calm));
    return report;
  }

  private void assertExact(RunReport report) {
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(report.record().inputs().get(0).rows()).hasValue(ROWS);
    assertThat(output(report).rows()).isEqualTo(ROWS);
    Dataset<Row> day = gate.table().where(col("day").equalTo(BAD_DAY));
    assertThat(day.count()).isEqualTo(ROWS);
    assertThat(day.agg(sum("id")).head().getLong(0)).isEqualTo(ROWS * (ROWS + 1L) / 2);
    assertThat(day.select("id").distinct().count()).isEqualTo(ROWS);
  }

  /** Without the files' size, which depends on the order of rows. */
  private static Map<String, Double> measures(RunReport report) {
    var measures = new TreeMap<>(output(report).measures().values());
    measures.remove(Measures.BYTES);
    return measures;
  }

  private static OutputRecord output(RunReport report) {
    return report.record().outputs().get(0);
  }
}
