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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that cannot be read from an input's files, through whole runs. */
class RejectsTest {

  private static final String DAY = "2024-03-01";
  private static final String NEXT_DAY = "2024-03-02";

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  private OrdersGate gate;

  @BeforeEach
  void twoMayBeRejected() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.conf("previous { max-drop = 50%, otherwise = hold }", "");
    gate.conf("id bigint, price double\"", "id bigint not null, price double\", rejects.max = 2");
  }

  @Test
  void aCleanRunMakesNoTable() {
    gate.csv(DAY, "id,price\n1,5\n");
    assertThat(run(DAY, RunStatus.PUBLISHED).record().outputs().get(0).rows()).isEqualTo(1);
    assertThat(DeltaTable.isDeltaTable(spark, path())).isFalse();
  }

  @Test
  void rejectedRowsArePublishedWithTheGoodOnes() {
    gate.csv(DAY, "id,price\n1,5\nx,6\n2,7\n,8\n");
    RunReport report = run(DAY, RunStatus.PUBLISHED);
    assertThat(outcome(report, "corrupt-rows"))
        .isEqualTo(new Outcome.Passed("at most 2 corrupt rows", "2 corrupt rows"));
    assertThat(report.record().inputs().get(0).corruptRows()).hasValue(2);
    assertThat(gate.table().count()).isEqualTo(2);
    String run = report.record().start().runId();
    String file = "file:" + folder + "/orders-2024-03-01.csv";
    assertThat(rejected())
        .containsExactly(
            "[" + file + ",3,x,6,id: 'x' is not BIGINT," + run + ",2024-03-01]",
            "[" + file + ",5,,8,id: is empty," + run + ",2024-03-01]");
  }

  @Tag("long")
  @Test
  void aRerunReplacesWhatItsLogicalDateRejected() {
    gate.csv(DAY, "id,price\n1,5\nx,6\n");
    gate.csv(NEXT_DAY, "id,price\n3,5\ny,6\n");
    run(DAY, RunStatus.PUBLISHED);
    run(NEXT_DAY, RunStatus.PUBLISHED);
    assertThat(texts()).containsExactly("x,6", "y,6");

    gate.csv(DAY, "id,price\n1,5\n2,6\n");
    run(DAY, RunStatus.PUBLISHED);
    assertThat(texts()).containsExactly("y,6");
  }

  @Test
  void tooManyRejectTheRunAndNobodySeesThem() {
    gate.csv(DAY, "id,price\n1,5\nx,6\ny,6\nz,6\n");
    RunReport report = run(DAY, RunStatus.REJECTED);
    assertThat(outcome(report, "corrupt-rows"))
        .isEqualTo(
            new Outcome.Failed(
                "at most 2 corrupt rows",
                "3 corrupt rows",
                "file:" + folder + "/orders-2024-03-01.csv: 3"));
    assertThat(DeltaTable.isDeltaTable(spark, path())).isFalse();
    assertThat(DeltaTable.isDeltaTable(spark, gate.path())).isFalse();
  }

  @Tag("long")
  @Test
  void tooManyHoldTheRunUntilItIsReleased() {
    gate.conf("rejects.max = 2", "rejects.max = 10%, otherwise = hold");
    gate.csv(DAY, "id,price\n1,5\nx,6\n");
    RunReport report = run(DAY, RunStatus.HELD);
    assertThat(outcome(report, "corrupt-rows"))
        .isEqualTo(
            new Outcome.Failed(
                "at most 10% corrupt rows",
                "1 corrupt row of 2 (50%)", "file:" + folder + "/orders-2024-03-01.csv: 1"));
    assertThat(DeltaTable.isDeltaTable(spark, path())).isFalse();

    gate.interventions().release(report.record().start().runId(), "known");
    assertThat(gate.table().count()).isEqualTo(1);
    assertThat(texts()).containsExactly("x,6");
  }

  @Test
  void theConfSaysWhereTheyGoOrThatTheyAreNotKept() {
    gate.csv(DAY, "id,price\n1,5\nx,6\n");
    gate.conf("rejects.max = 2", "rejects { max = 2, path = ${warehouse}\"/elsewhere\" }");
    run(DAY, RunStatus.PUBLISHED);
    assertThat(spark.read().format("delta").load(folder + "/elsewhere").count()).isEqualTo(1);

    gate.csv(NEXT_DAY, "id,price\n1,5\nx,6\n");
    gate.conf("rejects { max = 2,", "rejects { max = 2, keep = false,");
    run(NEXT_DAY, RunStatus.PUBLISHED);
    assertThat(spark.read().format("delta").load(folder + "/elsewhere").count()).isEqualTo(1);
    assertThat(DeltaTable.isDeltaTable(spark, path())).isFalse();
  }

  private RunReport run(String date, RunStatus status) {
    RunReport report = gate.run(date);
    assertThat(report.status()).as(report.toTable()).isEqualTo(status);
    return report;
  }

  private String path() {
    return Rejects.path(gate.path(), "orders");
  }

  private Dataset<Row> table() {
    return spark.read().format("delta").load(path()).orderBy("_logical_date", "line");
  }

  private List<String> rejected() {
    return table().collectAsList().stream().map(Row::toString).toList();
  }

  private List<String> texts() {
    return table().select("text").collectAsList().stream().map(row -> row.getString(0)).toList();
  }
}
