package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.TestSpark;
import io.tidegate.Tidegate;
import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Verdict;
import io.tidegate.config.PublishStrategy;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.RunReport;
import io.tidegate.job.TransformJob;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStatus;
import io.tidegate.problem.UserException;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.Publishers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole gate, from a CSV file to a Delta table, on real files. */
class GateTest {

  private static final SparkSession SPARK = TestSpark.session();

  @TempDir Path folder;

  private static final class Copy extends TransformJob {
    @Override
    protected Dataset<Row> transform(Inputs inputs, RunContext run) {
      return inputs
          .get("orders")
          .withColumn("day", org.apache.spark.sql.functions.lit(run.logicalDate().toString()));
    }
  }

  @BeforeEach
  void conf() throws IOException {
    Files.createDirectories(folder.resolve("quality-rules"));
    write(
        "quality-rules/orders.dqdl",
        "Rules = [\n  IsComplete \"id\",\n  IsPrimaryKey \"id\",\n  RowCount > 0,\n"
            + "  Mean \"price\" between 1 and 1000\n]\n");
    write("quality-rules/rows.dqdl", "Rules = [ ColumnValues \"price\" > 0 ]\n");
    write(
        "job.conf",
        """
        job { name = copy-orders, owner = team }
        warehouse = "%s"
        ledger { path = ${warehouse}"/ledger" }
        inputs.orders {
          format = csv, path = "%s/orders-"${logical-date}".csv"
          schema = "id bigint, price double"
        }
        output {
          name = raw.orders, format = delta, path = ${warehouse}"/orders"
          write = replace-partition, partition-by = [day]
          schema { allow = [add-nullable-column], otherwise = reject }
          volume {
            min-rows = 1, otherwise = reject
            reconcile { input = orders, min-ratio = 1, max-ratio = 1 }
            previous { max-drop = 50%%, otherwise = hold }
          }
          quality = [
            { rules = "orders.dqdl", on-failure = reject }
            { rules = "rows.dqdl", on-failure = quarantine }
          ]
        }
        """
            .formatted(folder, folder));
  }

  @Test
  void aGoodDayIsPublished() throws IOException {
    orders("2024-03-01", 10);
    RunReport report = run("2024-03-01");
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(table().count()).isEqualTo(10);
    assertThat(outcome(report, "reconcile"))
        .isEqualTo(
            new Outcome.Passed(
                "between 1 and 1 rows out for each row of 'orders'",
                "1 (10 rows out, 10 rows in)"));
    assertThat(outcome(report, "orders.dqdl:3")).isInstanceOf(Outcome.Passed.class);
    assertThat(ledger().history("copy-orders", 5)).hasSize(1);
    assertThat(ledger().history("copy-orders", 5).get(0).record()).contains(report.record());
  }

  @Test
  void aRerunGivesTheSameTable() throws IOException {
    orders("2024-03-01", 10);
    orders("2024-03-02", 12);
    run("2024-03-01");
    run("2024-03-02");
    List<Row> before = table().orderBy("day", "id").collectAsList();
    assertThat(run("2024-03-01").status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(table().orderBy("day", "id").collectAsList()).isEqualTo(before);
  }

  @Test
  void badDataIsNeverVisible() throws IOException {
    orders("2024-03-01", 10);
    run("2024-03-01");
    Files.writeString(csv("2024-03-02"), "id,price\n1,5\n1,6\n");
    RunReport report = run("2024-03-02");
    assertThat(report.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(outcome(report, "orders.dqdl:3")).isInstanceOf(Outcome.Failed.class);
    assertThat(table().count()).isEqualTo(10);
    assertThat(new Rejections(ledger(), publisher()).show(report.record().start().runId(), 5))
        .contains("REJECT raw.orders orders.dqdl:3: ")
        .contains("|  1|    2|");
  }

  @Test
  void anOddDayIsHeldAndReleased() throws IOException {
    orders("2024-03-01", 10);
    orders("2024-03-02", 3);
    run("2024-03-01");
    RunReport report = run("2024-03-02");
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.HELD);
    assertThat(table().count()).isEqualTo(10);
    var interventions = new Interventions(ledger(), publisher(), Clock.systemUTC(), "ann");
    String runId = report.record().start().runId();
    assertThat(interventions.release(runId, "a holiday"))
        .containsExactly(java.util.Map.entry("raw.orders", 1L));
    assertThat(table().count()).isEqualTo(13);
    assertThat(ledger().find(runId).orElseThrow().status()).isEqualTo(RunStatus.RELEASED);
    assertThatThrownBy(() -> interventions.release(runId, "again"))
        .isInstanceOf(UserException.class)
        .hasMessage("run " + runId + " is released (only one that is held can be released)");
  }

  @Test
  void aHeldDayIsDiscarded() throws IOException {
    orders("2024-03-01", 10);
    orders("2024-03-02", 3);
    run("2024-03-01");
    RunReport report = run("2024-03-02");
    long before = files();
    new Interventions(ledger(), publisher(), Clock.systemUTC(), "ann")
        .discard(report.record().start().runId(), "a broken feed");
    assertThat(files()).isLessThan(before);
    assertThat(table().count()).isEqualTo(10);
  }

  @Test
  void badRowsGoToQuarantine() throws IOException {
    Files.writeString(csv("2024-03-01"), "id,price\n1,5\n2,-6\n3,7\n");
    RunReport report = run("2024-03-01");
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(table().orderBy("id").select("id").collectAsList())
        .extracting(row -> row.getLong(0))
        .containsExactly(1L, 3L);
    Row bad = SPARK.read().format("delta").load(folder + "/orders__quarantine").head();
    assertThat(bad.<Long>getAs("id")).isEqualTo(2L);
    assertThat(bad.<String>getAs("_run_id")).isEqualTo(report.record().start().runId());
    assertThat(bad.<String>getList(bad.fieldIndex("_reasons")))
        .containsExactly("rows.dqdl:1 ColumnValues \"price\" > 0");
    assertThat(report.record().outputs().get(0).quarantined()).isEqualTo(1);

    Files.writeString(csv("2024-03-01"), "id,price\n1,5\n2,6\n3,7\n");
    run("2024-03-01");
    assertThat(SPARK.read().format("delta").load(folder + "/orders__quarantine").count()).isZero();
    assertThat(table().count()).isEqualTo(3);
  }

  @Test
  void aDroppedColumnStopsTheRunBeforeARowIsComputed() throws IOException {
    orders("2024-03-01", 10);
    run("2024-03-01");
    Files.writeString(csv("2024-03-02"), "id\n1\n");
    write("job.conf", Files.readString(folder.resolve("job.conf")).replace(", price double", ""));
    write("quality-rules/orders.dqdl", "Rules = [ RowCount > 0 ]");
    write("quality-rules/rows.dqdl", "Rules = [ IsComplete \"id\" ]");
    RunReport report = run("2024-03-02");
    assertThat(report.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(outcome(report, "drop-column")).isInstanceOf(Outcome.Failed.class);
    assertThat(report.record().steps()).doesNotContainKey("stage");
    assertThat(table().count()).isEqualTo(10);
  }

  @Test
  void aMissingInputIsAFinding() {
    RunReport report = run("2024-03-01");
    assertThat(report.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(outcome(report, "exists")).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aJobThatThrowsIsAFailedRun() throws IOException {
    orders("2024-03-01", 10);
    TransformJob job =
        new TransformJob() {
          @Override
          protected Dataset<Row> transform(Inputs inputs, RunContext run) {
            throw new IllegalStateException("a bug");
          }
        };
    assertThatThrownBy(() -> Tidegate.on(SPARK).run(job, folder + "/job.conf", "2024-03-01"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a bug");
    assertThat(ledger().history("copy-orders", 1).get(0).record().orElseThrow().error())
        .contains("a bug");
  }

  private RunReport run(String date) {
    return Tidegate.on(SPARK).run(new Copy(), folder + "/job.conf", date);
  }

  private static Outcome outcome(RunReport report, String check) {
    return report.record().findings().stream()
        .filter(finding -> finding.check().equals(check))
        .map(Finding::outcome)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no finding " + check + "\n" + report.toTable()));
  }

  private Ledger ledger() {
    return Ledger.open(folder + "/ledger");
  }

  private static Publisher publisher() {
    return Publishers.choose(SPARK, PublishStrategy.DIRECT).publisher();
  }

  private Dataset<Row> table() {
    return SPARK.read().format("delta").load(folder + "/orders");
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("orders"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  private void orders(String date, int rows) throws IOException {
    var text = new StringBuilder("id,price\n");
    for (int i = 1; i <= rows; i++) {
      text.append(i).append(',').append(i * 2).append('\n');
    }
    Files.writeString(csv(date), text);
  }

  private Path csv(String date) {
    return folder.resolve("orders-" + date + ".csv");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
