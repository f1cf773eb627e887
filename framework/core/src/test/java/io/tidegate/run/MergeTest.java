package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.check.Outcome;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.RowChanges;
import io.tidegate.ledger.RunStatus;
import io.tidegate.publish.Published;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that merges, through the gate. */
class MergeTest {

  @TempDir Path folder;

  private OrdersGate gate;

  @BeforeEach
  void mergedByIds() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.conf("write = replace-partition, partition-by = [day]", "write = merge, keys = [id]");
    gate.rules("orders.dqdl", "RowCount > 0");
    gate.orders("2024-03-01", 2);
  }

  @Test
  void theRowsOfADateTakeThePlaceOfEarlierOnes() {
    gate.run("2024-03-01");
    gate.csv("2024-03-02", "id,price\n2,4\n3,6\n");
    RunReport second = gate.run("2024-03-02");
    assertThat(second.isPublished()).as(second.toTable()).isTrue();
    assertThat(rows())
        .containsExactly("[1,2.0,2024-03-01]", "[2,4.0,2024-03-02]", "[3,6.0,2024-03-02]");
    assertThat(second.record().outputs().get(0).rows()).isEqualTo(2);
    assertThat(changes(second)).contains(new RowChanges(1, 1, 0));
    RunReport again = gate.run("2024-03-02");
    assertThat(changes(again)).contains(new RowChanges(0, 0, 0));
    assertThat(rows()).hasSize(3);
  }

  @Test
  void aKeyOfSeveralRowsRejectsTheRun() {
    gate.run("2024-03-01");
    gate.csv("2024-03-02", "id,price\n2,4\n2,5\n");
    RunReport second = gate.run("2024-03-02");
    assertThat(second.status()).isEqualTo(RunStatus.REJECTED);
    assertThat(OrdersGate.outcome(second, "merge.keys-unique"))
        .isEqualTo(
            new Outcome.Failed(
                "one row for each id",
                "1 keys of several rows, such as id = 2",
                "decide in the transform which of the rows counts"));
    assertThat(rows()).hasSize(2);
  }

  @Tag("long")
  @Test
  void aHeldRunIsReleasedBesideAnotherMerge() {
    gate.orders("2024-03-01", 9);
    gate.run("2024-03-01");
    gate.csv("2024-03-02", "id,price\n11,4\n");
    RunReport held = gate.run("2024-03-02");
    assertThat(held.status()).as(held.toTable()).isEqualTo(RunStatus.HELD);
    gate.orders("2024-03-03", 9);
    assertThat(gate.run("2024-03-03").isPublished()).isTrue();
    gate.interventions().release(held.record().start().runId(), "a quiet day");
    assertThat(rows()).hasSize(10).contains("[11,4.0,2024-03-02]", "[9,18.0,2024-03-03]");
  }

  private Optional<RowChanges> changes(RunReport report) {
    return gate.publisher()
        .findRun(gate.path(), report.record().start().runId())
        .flatMap(Published::changes);
  }

  private List<String> rows() {
    return gate.table().orderBy("id").collectAsList().stream().map(Row::toString).toList();
  }
}
