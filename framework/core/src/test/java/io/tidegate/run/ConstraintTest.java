package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.RunStatus;
import io.tidegate.publish.TableState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that break what their table promises: a finding of the run, by whichever strategy. */
class ConstraintTest {

  private static final String DAY = "2024-03-01";
  private static final String NEXT = "2024-03-02";

  @TempDir Path folder;

  private OrdersGate gate;

  @BeforeEach
  void aContract() {
    gate = new OrdersGate(folder, TestSpark.interpreting());
    gate.rules("orders.dqdl", "RowCount > 0");
    gate.conf(
        "write = replace-partition",
        "schema { contract = \"id BIGINT NOT NULL COMMENT 'of the shop', price DOUBLE, day STRING\" }\n"
            + "  write = replace-partition");
  }

  @ParameterizedTest
  @CsvSource({"direct, a row in which it is null", "staged, 1 rows without it"})
  void rejectsANullInAColumnOfTheContractThatMayNotBe(String strategy, String actual)
      throws IOException {
    gate.csv(DAY, "id,price\n1,5\n,6\n");
    RunReport report = run(DAY, strategy);
    assertRejected(
        report,
        new Finding(
            Finding.Kind.SCHEMA,
            "not-null.id",
            "raw.orders",
            Severity.REJECT,
            new Outcome.Failed(
                "id is never null",
                actual,
                "fill id or leave such rows out in the transform, or let it be null in the contract"
                    + " and in the table (ALTER TABLE ... ALTER COLUMN ... DROP NOT NULL)")));
    assertThat(gate.publisher().look(gate.path())).isEqualTo(TableState.ABSENT);
    assertThat(dataFiles()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"direct", "staged"})
  void makesANewTableAsTheContractSays(String strategy) {
    gate.orders(DAY, 2);
    assertThat(run(DAY, strategy).status()).isEqualTo(RunStatus.PUBLISHED);
    var columns = gate.publisher().look(gate.path()).schema().fields();
    assertThat(columns).extracting(StructField::nullable).containsExactly(false, true, true);
    assertThat(columns[0].getComment().get()).isEqualTo("of the shop");
    assertThat(gate.publisher().look(gate.path()).partitionBy()).isEqualTo(List.of("day"));
  }

  @ParameterizedTest
  @CsvSource({
    "direct, (price > 0), a row with price = -6.0",
    "staged, price > 0, 1 rows that do not satisfy it"
  })
  void rejectsRowsThatBreakAConstraintOfTheTable(String strategy, String expected, String actual) {
    gate.orders(DAY, 2);
    run(DAY, strategy);
    TestSpark.session()
        .sql("ALTER TABLE delta.`%s` ADD CONSTRAINT dear CHECK (price > 0)".formatted(gate.path()));
    gate.csv(NEXT, "id,price\n1,5\n2,-6\n");
    assertRejected(
        run(NEXT, strategy),
        new Finding(
            Finding.Kind.SCHEMA,
            "constraint.dear",
            "raw.orders",
            Severity.REJECT,
            new Outcome.Failed(
                expected,
                actual,
                "leave such rows out in the transform, or take the constraint from the table"
                    + " (ALTER TABLE ... DROP CONSTRAINT dear)")));
    assertThat(gate.table().count()).isEqualTo(2);
  }

  private static void assertRejected(RunReport report, Finding finding) {
    assertThat(report.status()).as(report.toTable()).isEqualTo(RunStatus.REJECTED);
    assertThat(report.record().findings()).contains(finding);
    assertThat(report.record().outputs()).isEmpty();
    assertThat(report.record().error()).isEmpty();
    assertThat(report.toTable()).contains(((Outcome.Failed) finding.outcome()).detail());
  }

  private List<Path> dataFiles() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }

  private RunReport run(String date, String strategy) {
    return gate.run(date, "publish.strategy=" + strategy);
  }
}
