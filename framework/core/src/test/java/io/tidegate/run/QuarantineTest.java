package io.tidegate.run;

import static io.tidegate.run.OrdersGate.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import io.tidegate.TestSpark;
import io.tidegate.check.Outcome;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.RunStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that break a row rule, through whole runs. */
class QuarantineTest {

  private static final String DAY = "2024-03-01";
  private static final String NEXT_DAY = "2024-03-02";

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  private OrdersGate gate;

  @BeforeEach
  void aRowRule() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.rules("rows.dqdl", "ColumnValues \"price\" > 0");
    gate.conf(
        "on-failure = reject }",
        "on-failure = reject }, { rules = \"rows.dqdl\", on-failure = quarantine }");
    gate.rules("orders.dqdl", "IsComplete \"id\"");
    gate.conf("previous { max-drop = 50%, otherwise = hold }", "");
  }

  @Test
  void withoutABadRowEachRowIsWrittenOnce() {
    gate.csv(DAY, "id,price\n1,5\n2,6\n3,7\n");
    long written = written(() -> published(DAY));
    assertThat(written).isEqualTo(3);
    assertThat(DeltaTable.isDeltaTable(spark, quarantine())).isFalse();
  }

  @Test
  void withABadRowTheGoodAndTheBadAreWrittenOnceMore() {
    gate.csv(DAY, "id,price\n1,5\n2,-6\n3,7\n");
    long written = written(() -> published(DAY));
    assertThat(written).isEqualTo(3 + 2 + 1);
    assertThat(ids(gate.table())).containsExactly(1L, 3L);
    assertThat(ids(bad())).containsExactly(2L);
  }

  /** Nothing good is left, and the output's own bounds say what that means. */
  @Test
  void allRowsBadAreRejectedByTheLeastNumberOfRows() {
    gate.csv(DAY, "id,price\n1,-5\n2,\n");
    RunReport report = gate.run(DAY);
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.REJECTED);
    assertThat(outcome(report, "min-rows"))
        .isEqualTo(new Outcome.Failed("at least 1 row", "0 rows"));
    assertThat(report.record().outputs().get(0).quarantined()).isEqualTo(2);
    assertThat(DeltaTable.isDeltaTable(spark, gate.path())).isFalse();
    assertThat(DeltaTable.isDeltaTable(spark, quarantine())).isFalse();
  }

  @Tag("long")
  @Test
  void allRowsBadArePublishedAsAnEmptyDayWhereNoBoundForbidsIt() {
    gate.conf("min-rows = 1,", "");
    gate.rules("orders.dqdl", "RowCount >= 0");
    gate.csv(DAY, "id,price\n1,5\n2,6\n");
    published(DAY);
    gate.csv(DAY, "id,price\n1,-5\n2,\n");
    RunReport report = published(DAY);
    assertThat(report.record().outputs().get(0).rows()).isZero();
    assertThat(ids(gate.table())).isEmpty();
    assertThat(ids(bad())).containsExactly(1L, 2L);
  }

  @Test
  void aRerunReplacesWhatItsLogicalDateQuarantined() {
    gate.csv(DAY, "id,price\n1,5\n2,-6\n3,-7\n");
    gate.csv(NEXT_DAY, "id,price\n4,5\n5,-6\n");
    published(DAY);
    published(NEXT_DAY);
    published(DAY);
    assertThat(ids(bad())).containsExactly(2L, 3L, 5L);

    gate.csv(DAY, "id,price\n1,5\n2,6\n3,-7\n");
    RunReport corrected = published(DAY);
    assertThat(ids(bad())).containsExactly(3L, 5L);
    assertThat(bad().where("id = 3").head().<String>getAs(Quarantine.RUN_ID))
        .isEqualTo(corrected.record().start().runId());
    assertThat(ids(gate.table())).containsExactly(1L, 2L, 4L);
  }

  @Tag("long")
  @Test
  void theQuarantineTableTakesTheOutputsNewColumns() {
    gate.csv(DAY, "id,price\n1,5\n2,-6\n");
    published(DAY);
    gate.conf("id bigint, price double", "id bigint, price double, note string");
    gate.conf("volume {", "schema { allow = [add-nullable-column] }\n  volume {");
    gate.csv(NEXT_DAY, "id,price,note\n3,5,fine\n4,-6,größer\n");
    published(NEXT_DAY);
    assertThat(bad().orderBy("id").select("id", "note", Quarantine.LOGICAL_DATE).collectAsList())
        .extracting(Row::toString)
        .containsExactly("[2,null,2024-03-01]", "[4,größer,2024-03-02]");
  }

  @Test
  void reconcileCountsQuarantinedRows() {
    gate.conf("min-rows = 1,", "min-rows = 1, reconcile { input = orders },");
    gate.csv(DAY, "id,price\n1,5\n2,-6\n3,7\n");
    RunReport report = published(DAY);
    assertThat(outcome(report, "reconcile"))
        .isEqualTo(
            new Outcome.Passed(
                "between 1 and 1 rows out for each row of 'orders'",
                "1 (3 rows out, 1 of them quarantined, 3 rows in)"));
  }

  @Test
  void everyReasonIsKeptWithItsRow() {
    gate.rules("rows.dqdl", "ColumnValues \"price\" > 0,\n  ColumnValues \"id\" between 0 and 4");
    gate.csv(DAY, "id,price\n1,5\n2,-6\n3,7\n4,-8\n");
    published(DAY);
    assertThat(bad().orderBy("id").collectAsList())
        .extracting(row -> row.<String>getList(row.fieldIndex(Quarantine.REASONS)))
        .containsExactly(
            List.of("rows.dqdl:2 ColumnValues \"price\" > 0"),
            List.of(
                "rows.dqdl:2 ColumnValues \"price\" > 0",
                "rows.dqdl:3 ColumnValues \"id\" between 0 and 4"));
  }

  private RunReport published(String date) {
    RunReport report = gate.run(date);
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    return report;
  }

  private String quarantine() {
    return Quarantine.path(gate.path());
  }

  private Dataset<Row> bad() {
    return spark.read().format("delta").load(quarantine());
  }

  private static List<Long> ids(Dataset<Row> rows) {
    return rows.orderBy("id").select("id").collectAsList().stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  /** How many rows all tasks wrote to files while the work was done. */
  private long written(Runnable work) {
    var rows = new AtomicLong();
    var listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            rows.addAndGet(end.taskMetrics().outputMetrics().recordsWritten());
          }
        };
    var context = spark.sparkContext();
    context.addSparkListener(listener);
    try {
      TestSpark.untilHeard(work);
    } finally {
      context.removeSparkListener(listener);
    }
    return rows.get();
  }
}
