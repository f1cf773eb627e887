package io.tidegate.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

/** BigQuery's tables have Spark's rows, where the library of its language runs. */
@EnabledIf("there")
class BigQueryTest {

  /** Its native code is for these two. */
  static boolean there() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return system.equals("Linux amd64") || system.startsWith("Mac OS X");
  }

  @TestFactory
  Stream<DynamicTest> everyStatementIsGoogleSql() throws IOException {
    var googleSql = new GoogleSql();
    return Script.read("bigquery.sql").statements().stream()
        .map(
            statement ->
                DynamicTest.dynamicTest(
                    statement.lines().findFirst().orElseThrow(),
                    () -> assertThat(googleSql.parse(statement)).isNotNull()));
  }

  @TestFactory
  Stream<DynamicTest> everyTableIsSparks() throws IOException {
    var googleSql = new GoogleSql();
    googleSql.addLines("ledger_runs", StoredLedger.lines("runs"));
    googleSql.addLines("ledger_shared", StoredLedger.lines("shared"));
    googleSql.addLines("ledger_events", StoredLedger.lines("events"));
    Script.read("bigquery.sql").views().forEach(googleSql::addView);
    return StoredLedger.TABLES.stream()
        .map(
            table ->
                DynamicTest.dynamicTest(
                    table,
                    () -> assertThat(googleSql.lines(table)).isEqualTo(StoredLedger.table(table))));
  }
}
