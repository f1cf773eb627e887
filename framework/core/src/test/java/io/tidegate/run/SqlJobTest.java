package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.TestSpark;
import io.tidegate.cli.Cli;
import io.tidegate.job.RunReport;
import io.tidegate.job.SqlTransform;
import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.ColumnLineage.Kind;
import io.tidegate.ledger.ColumnLineage.Source;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.problem.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is a conf and a script. */
class SqlJobTest {

  private static final String SCRIPT =
      """
      -- Orders that are worth it.
      CREATE TEMP VIEW dear AS
      SELECT id, price FROM orders
      WHERE price >= ${settings.at-least};

      SELECT ${logical-date} AS day, ${job} AS job, count(*) AS orders, sum(price) AS total
      FROM dear
      """;

  @TempDir Path folder;

  private OrdersGate gate;

  @BeforeEach
  void aScript() {
    gate = new OrdersGate(folder);
    gate.conf("owner = team }", "owner = team, sql = \"totals.sql\" }\nsettings { at-least = 6 }");
    gate.conf("quality = [ { rules = \"orders.dqdl\", on-failure = reject } ]", "");
    gate.orders("2024-03-01", 5);
    gate.write("totals.sql", SCRIPT);
  }

  @Test
  void theLastQueryIsTheOutput() throws Exception {
    List<String> before = views();
    RunReport report = run();

    assertThat(report.isPublished()).as(report.toTable()).isTrue();
    assertThat(gate.table().collectAsList())
        .extracting(Row::toString)
        .containsExactly("[2024-03-01,copy-orders,3,24.0]");
    assertThat(gate.table().schema().toDDL())
        .isEqualTo("day DATE,job STRING,orders BIGINT,total DOUBLE");
    String lineage = report.record().outputs().get(0).lineage().orElseThrow();
    ColumnLineage columns =
        LedgerJson.read(
            gate.ledger().shared().find("copy-orders", lineage).orElseThrow(), ColumnLineage.class);
    assertThat(columns.columns())
        .isEqualTo(
            Map.of(
                "day", List.of(),
                "job", List.of(),
                "orders", List.of(),
                "total", List.of(new Source("orders", "price", Kind.AGGREGATION, false))));
    assertThat(columns.rows()).containsExactly(new Source("orders", "price", Kind.FILTER, false));
    assertThat(views()).isEqualTo(before);
  }

  private static List<String> views() {
    return TestSpark.session()
        .sql("SHOW TABLES") // Spark 3.5.3's listTables() fails where there are views.
        .select("tableName")
        .as(Encoders.STRING())
        .collectAsList();
  }

  @Test
  void theCommandNeedsNoClass() {
    var shown = Cli.call("run", folder + "/job.conf", "--date", "2024-03-01");
    assertThat(shown.err()).isEmpty();
    assertThat(shown.outLines().get(0)).startsWith("copy-orders 2024-03-01: published in");
  }

  /** A parameter is a value: what would be SQL as text is text. */
  @Test
  void aSettingCannotChangeTheQuery() {
    gate.conf("at-least = 6", "shop = \"a' OR 'a' = 'a\"");
    gate.write(
        "totals.sql",
        "SELECT ${logical-date} AS day, ${settings.shop} AS shop, count(*) AS n FROM orders");
    RunReport report = run();
    assertThat(report.isPublished()).as(report.toTable()).isTrue();
    assertThat(gate.table().collectAsList())
        .extracting(Row::toString)
        .containsExactly("[2024-03-01,a' OR 'a' = 'a,5]");
  }

  @Test
  void theScriptCountsInTheFingerprint() {
    String before = gate.config("2024-03-01").fingerprint();
    gate.write("totals.sql", SCRIPT.replace("sum(price)", "max(price)"));
    assertThat(gate.config("2024-03-01").fingerprint()).isNotEqualTo(before);
  }

  @Test
  void aMistakeHasItsLine() {
    gate.write("totals.sql", SCRIPT.replace("SELECT id, price", "SELECT id, prize"));
    refused("totals.sql:3: [UNRESOLVED_COLUMN.WITH_SUGGESTION] ");
    gate.write("totals.sql", SCRIPT.replace("FROM dear", "FROM dear WHERE WHERE"));
    refused("totals.sql:7: ");
    gate.write("totals.sql", SCRIPT.replace("FROM dear", "FROM cheap"));
    refused("totals.sql:7: [TABLE_OR_VIEW_NOT_FOUND] ");
  }

  private void refused(String message) {
    assertThatThrownBy(this::run)
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(folder + "/" + message);
  }

  @Test
  void theConfHasAClassOrAScript() {
    gate.conf(
        "sql = \"totals.sql\"", "sql = \"total.sql\", class = \"io.tidegate.cli.CopyOrders\"");
    assertThat(Cli.call("validate", folder + "/job.conf").errLines())
        .containsExactly(
            folder
                + "/job.conf:1: job.sql: there is no script 'total.sql' (looked for "
                + folder
                + "/total.sql)");
    gate.conf("total.sql", "totals.sql");
    assertThat(Cli.call("validate", folder + "/job.conf").errLines())
        .containsExactly(
            folder + "/job.conf:1: job.sql: the job has a class too (leave one of the two out)");
  }

  private RunReport run() {
    return gate.run(new SqlTransform(gate.config("2024-03-01").sql().orElseThrow()), "2024-03-01");
  }
}
