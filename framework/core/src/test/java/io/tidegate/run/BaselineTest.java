package io.tidegate.run;

import static io.tidegate.run.OrdersGate.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.check.Outcome;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.RunStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariant I4: what a run is compared with are published runs, and no others. */
class BaselineTest {

  @TempDir Path folder;

  private OrdersGate gate;

  @BeforeEach
  void aNormalDay() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.rules("last.dqdl", "RowCount > 0.9 * avg(last(3))");
    day(1, 10);
  }

  @Tag("long")
  @Test
  void aHeldRunIsNotThePreviousOne() {
    assertThat(day(2, 4).status()).isEqualTo(RunStatus.HELD);
    RunReport next = day(3, 4);
    assertThat(next.status()).isEqualTo(RunStatus.HELD);
    assertThat(outcome(next, "previous"))
        .isEqualTo(
            new Outcome.Failed(
                "at least 5 rows (10 rows on 2024-03-01, at most 50 % fewer)",
                "4 rows, 60 % fewer"));
  }

  @Test
  void aReleasedRunIs() {
    RunReport held = day(2, 4);
    gate.interventions().release(held.record().start().runId(), "a holiday");
    assertThat(day(3, 4).status()).isEqualTo(RunStatus.PUBLISHED);
  }

  @Tag("long")
  @Test
  void aDiscardedRunIsNot() {
    RunReport held = day(2, 4);
    gate.interventions().discard(held.record().start().runId(), "half a file");
    assertThat(day(3, 4).status()).isEqualTo(RunStatus.HELD);
  }

  /** A threshold that looks back sees the ten rows of the first day alone. */
  @Test
  void aRuleThatLooksBackSeesPublishedRunsOnly() {
    gate.conf("\"orders.dqdl\", on-failure = reject", "\"last.dqdl\", on-failure = reject");
    assertThat(day(2, 8).status()).isEqualTo(RunStatus.REJECTED);
    assertThat(day(3, 8).status()).isEqualTo(RunStatus.REJECTED);
    assertThat(day(4, 10).status()).isEqualTo(RunStatus.PUBLISHED);
  }

  /** The first run has nothing to look back on, and leaves something for the second. */
  @Tag("long")
  @Test
  void aRuleThatOnlyLooksBackIsMeasuredTheFirstTime() {
    gate.rules("orders.dqdl", "Sum \"price\" >= last(1)");
    assertThat(day(2, 10).status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(day(3, 9).status()).isEqualTo(RunStatus.REJECTED);
    assertThat(day(4, 11).status()).isEqualTo(RunStatus.PUBLISHED);
  }

  /** A column that a rejected run brought is as new to the next. */
  @Test
  void theSchemaIsThatOfThePublishedTable() {
    gate.conf("id bigint, price double", "id bigint, price double, note string");
    gate.csv("2024-03-02", "id,price,note\n1,5,a\n1,6,b\n");
    assertThat(gate.run("2024-03-02").status()).isEqualTo(RunStatus.REJECTED);
    gate.csv("2024-03-03", "id,price,note\n1,5,a\n2,6,b\n3,7,c\n4,8,d\n5,9,e\n6,10,f\n");
    RunReport next = gate.run("2024-03-03");
    assertThat(next.record().findings())
        .filteredOn(finding -> finding.check().equals("add-nullable-column"))
        .hasSize(1);
  }

  private RunReport day(int day, int rows) {
    String date = "2024-03-0" + day;
    gate.orders(date, rows);
    return gate.run(date);
  }
}
