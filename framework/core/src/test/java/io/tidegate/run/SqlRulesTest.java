package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.check.Finding;
import io.tidegate.check.Finding.Kind;
import io.tidegate.check.Outcome;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.RunStatus;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL rules of a run see its staged rows, its inputs and its references. */
class SqlRulesTest {

  private static final String DAY = "2024-03-01";

  @TempDir Path folder;

  private OrdersGate gate;

  @BeforeEach
  void aReference() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.write("prices.csv", "price\n2\n4\n6\n");
    gate.conf(
        "output {",
        """
        references.prices { format = csv, path = "%s/prices.csv", schema = "price double" }
        output {"""
            .formatted(folder));
    gate.orders(DAY, 3);
  }

  @Test
  void rowsOutAgainstRowsInAndAReference() {
    gate.rules(
        "orders.dqdl",
        """
        CustomSql "select (select count(*) from orders) - (select count(*) from primary)" = 0,
          CustomSql "select count(*) from primary left anti join prices using (price)" = 0""");
    RunReport report = gate.run(DAY);
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(report.record().inputs().get(0).rows()).hasValue(3);
  }

  @Test
  void aRowWithoutAPartnerIsRejectedAndNoViewIsLeft() {
    gate.rules(
        "orders.dqdl",
        "CustomSql \"select count(*) from primary left anti join prices using (price)\" = 0");
    gate.orders(DAY, 5);
    List<Row> before = TestSpark.session().sql("SHOW TABLES").collectAsList();
    RunReport report = gate.run(DAY);
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.REJECTED);
    assertThat(quality(report))
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.actual()).isEqualTo("CustomSQL 2"));
    assertThat(TestSpark.session().sql("SHOW TABLES").collectAsList()).isEqualTo(before);
  }

  private static List<Outcome> quality(RunReport report) {
    return report.record().findings().stream()
        .filter(finding -> finding.kind() == Kind.QUALITY)
        .map(Finding::outcome)
        .toList();
  }
}
