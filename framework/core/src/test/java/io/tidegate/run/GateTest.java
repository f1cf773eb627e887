package io.tidegate.run;

import static io.tidegate.run.OrdersGate.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.tidegate.check.Outcome;
import io.tidegate.check.Verdict;
import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.RunReport;
import io.tidegate.job.TransformJob;
import io.tidegate.ledger.RunStatus;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole gate, from a CSV file to a Delta table, on real files. */
class GateTest {

  @TempDir Path folder;

  private OrdersGate gate;

  @BeforeEach
  void aDay() {
    gate = new OrdersGate(folder);
    gate.orders("2024-03-01", 10);
  }

  @Test
  void aGoodDayIsPublished() {
    gate.conf(
        "volume {", "volume {\n    reconcile { input = orders, min-ratio = 1, max-ratio = 1 }");
    RunReport report = gate.run("2024-03-01");
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(gate.table().count()).isEqualTo(10);
    assertThat(outcome(report, "reconcile"))
        .isEqualTo(
            new Outcome.Passed(
                "between 1 and 1 rows out for each row of 'orders'",
                "1 (10 rows out, 10 rows in)"));
    assertThat(outcome(report, "orders.dqdl:3")).isInstanceOf(Outcome.Passed.class);
    assertThat(gate.ledger().history("copy-orders", 5))
        .singleElement()
        .satisfies(run -> assertThat(run.record()).contains(report.record()));
  }

  @Test
  void badDataIsRejectedWithItsRows() {
    gate.csv("2024-03-02", "id,price\n1,5\n1,6\n");
    RunReport report = gate.run("2024-03-02");
    assertThat(report.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(outcome(report, "orders.dqdl:3")).isInstanceOf(Outcome.Failed.class);
    String runId = report.record().start().runId();
    assertThat(new Rejections(gate.ledger(), gate.publisher()).show(runId, 5))
        .contains("REJECT raw.orders orders.dqdl:3: ")
        .contains("|  1|    2|");
  }

  @Test
  void anOddDayIsHeldAndReleased() {
    gate.orders("2024-03-02", 3);
    gate.run("2024-03-01");
    RunReport report = gate.run("2024-03-02");
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.HELD);
    assertThat(gate.table().count()).isEqualTo(10);
    String runId = report.record().start().runId();
    assertThat(gate.interventions().release(runId, "a holiday"))
        .containsExactly(entry("raw.orders", 1L));
    assertThat(gate.table().count()).isEqualTo(13);
    assertThat(gate.ledger().find(runId).orElseThrow().status()).isEqualTo(RunStatus.RELEASED);
    assertThatThrownBy(() -> gate.interventions().release(runId, "again"))
        .isInstanceOf(UserException.class)
        .hasMessage("run " + runId + " is released (only one that is held can be released)");
  }

  @Test
  void aHeldDayIsDiscarded() throws IOException {
    gate.orders("2024-03-02", 3);
    gate.run("2024-03-01");
    long before = files();
    RunReport report = gate.run("2024-03-02");
    assertThat(files()).isGreaterThan(before);
    gate.interventions().discard(report.record().start().runId(), "a broken feed");
    assertThat(files()).isEqualTo(before);
    assertThat(gate.table().count()).isEqualTo(10);
  }

  @Test
  void aDroppedColumnStopsTheRunBeforeARowIsComputed() {
    gate.run("2024-03-01");
    gate.csv("2024-03-02", "id\n1\n");
    gate.conf(", price double", "");
    RunReport report = gate.run("2024-03-02");
    assertThat(report.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(outcome(report, "drop-column")).isInstanceOf(Outcome.Failed.class);
    assertThat(report.record().steps()).doesNotContainKey("stage");
    assertThat(gate.table().count()).isEqualTo(10);
  }

  @Test
  void aMissingInputIsAFinding() {
    RunReport report = gate.run("2024-03-09");
    assertThat(report.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(outcome(report, "exists")).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aJobThatThrowsIsAFailedRun() {
    TransformJob job =
        new TransformJob() {
          @Override
          protected Dataset<Row> transform(Inputs inputs, RunContext run) {
            throw new IllegalStateException("a bug");
          }
        };
    assertThatThrownBy(() -> gate.run(job, "2024-03-01"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a bug");
    assertThat(gate.ledger().history("copy-orders", 1).get(0).record().orElseThrow().error())
        .contains("a bug");
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(gate.path()))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }
}
