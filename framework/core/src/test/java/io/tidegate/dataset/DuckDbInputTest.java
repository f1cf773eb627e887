package io.tidegate.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.DatabaseConfig;
import io.tidegate.config.JdbcSource;
import io.tidegate.config.JdbcSource.By;
import io.tidegate.config.JdbcSource.Isolation;
import io.tidegate.config.JdbcSource.Split;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The second database, which shows what of the first is only its own. */
class DuckDbInputTest {

  @TempDir private Path folder;

  @Test
  void bringsEveryTypeWithoutLossAndSumsWhatSparkSums() throws SQLException {
    execute(
        """
        CREATE TABLE things (
          a tinyint NOT NULL, b smallint, c integer, d bigint, e hugeint, f real, g double,
          h decimal(12,2), i boolean, j varchar, k date, l timestamp, m timestamptz, n blob,
          o uuid, p integer[])
        """,
        """
        INSERT INTO things VALUES
          (1, -32768, 2147483647, 9223372036854775807, 170141183460469231731687303715884105727,
            0.1, 1e300, 9999999999.99, true, 'é 😀', '1500-02-28', '2024-03-31 02:30:00.123456',
            '2024-03-31 02:30:00.123456+05:30', '\\x00\\xFF',
            'c0ffee00-0000-0000-0000-000000000001', [1, NULL, 3]),
          (2, 0, 0, 0, 0, '-0', '-0', 0, false, '', '9999-12-31', '1960-01-01', '1960-01-01 00:00:00+00',
            '', 'c0ffee00-0000-0000-0000-000000000002', [])
        """,
        "INSERT INTO things (a) VALUES (3)");
    var byKey = new Split("a", 1, By.HASH);

    try (Input input = resolve(split("things", byKey))) {
      assertThat(Arrays.stream(input.rows().schema().fields()).map(StructField::toDDL))
          .containsExactly(
              "a INT",
              "b INT",
              "c INT",
              "d BIGINT",
              "e STRING",
              "f FLOAT",
              "g DOUBLE",
              "h DECIMAL(12,2)",
              "i BOOLEAN",
              "j STRING",
              "k DATE",
              "l TIMESTAMP_NTZ",
              "m TIMESTAMP",
              "n BINARY",
              "o STRING",
              "p STRING");
      List<Row> rows = input.rows().orderBy("a").drop("n").collectAsList();
      assertThat(rows.get(0).mkString("|"))
          .isEqualTo(
              "1|-32768|2147483647|9223372036854775807|170141183460469231731687303715884105727|0.1"
                  + "|1.0E300|9999999999.99|true|é 😀|1500-02-28|2024-03-31T02:30:00.123456"
                  + "|2024-03-30 21:00:00.123456|c0ffee00-0000-0000-0000-000000000001|[1, NULL, 3]");
      var compared = input.beside(input.rows()).orElseThrow();
      assertThat(compared.leftOut()).containsExactly("f", "g");
      assertThat(compared.source().parts()).hasSize(3).isEqualTo(compared.landed().parts());
    }
  }

  @ParameterizedTest
  @CsvSource({"id, RANGE", "id, HASH", "name, HASH", "seen, RANGE", "day, RANGE"})
  void readsEveryRowOnceInParts(String column, By by) throws SQLException {
    execute(
        "CREATE TABLE t (id int, name text, seen timestamptz, day date)",
        "INSERT INTO t SELECT i, 'n' || i, timestamptz '2024-01-01 00:00:00+00' + to_minutes(i),"
            + " date '2024-01-01' + CAST(i % 30 AS int) FROM range(1000) r(i)",
        "INSERT INTO t VALUES (NULL, NULL, NULL, NULL)");

    try (Input input = resolve(split("t", new Split(column, 7, by)))) {
      assertThat(input.rows().rdd().getNumPartitions()).isEqualTo(7);
      assertThat(input.rows().count()).isEqualTo(1001);
      assertThat(input.rows().distinct().count()).isEqualTo(1001);
      assertThat(input.rowCount()).hasValue(1001);
    }
  }

  private static JdbcSource split(String table, Split split) {
    return JdbcSources.with(JdbcSources.table(table), Optional.of(split), Isolation.READ_COMMITTED);
  }

  private Input resolve(JdbcSource source) {
    var database = new DatabaseConfig("db", url(), Optional.empty(), Optional.empty(), Map.of());
    return JdbcSources.resolve(database, source, Optional.empty());
  }

  private String url() {
    return "jdbc:duckdb:" + folder.resolve("test.duckdb");
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }
}
