package io.tidegate.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.check.Outcome;
import io.tidegate.config.DatabaseConfig;
import io.tidegate.config.JdbcSource;
import io.tidegate.config.JdbcSource.By;
import io.tidegate.config.JdbcSource.Isolation;
import io.tidegate.config.JdbcSource.Split;
import io.tidegate.config.JdbcSource.Verify;
import io.tidegate.config.Secret;
import io.tidegate.jdbc.PostgresServer;
import io.tidegate.jdbc.PostgresServer.TestDatabase;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import io.tidegate.volume.ComparedRows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcInputTest {

  private final TestDatabase database = PostgresServer.database();

  @Test
  void bringsEveryTypeWithoutLoss() {
    things();

    try (Input input = resolve(JdbcSources.table("things"))) {
      assertThat(Arrays.stream(input.rows().schema().fields()).map(StructField::toDDL))
          .containsExactly(
              "a SMALLINT",
              "b INT",
              "c BIGINT",
              "d FLOAT",
              "e DOUBLE",
              "f DECIMAL(12,2)",
              "g STRING",
              "h STRING",
              "i BOOLEAN",
              "j STRING",
              "k STRING",
              "l STRING",
              "m DATE",
              "n TIMESTAMP_NTZ",
              "o TIMESTAMP",
              "p STRING",
              "q STRING",
              "r STRING",
              "s STRING",
              "t STRING",
              "u BINARY",
              "v ARRAY<INT>",
              "w ARRAY<STRING>",
              "x ARRAY<STRING>",
              "y STRING",
              "z STRING",
              "aa STRING",
              "`Ab.c` STRING");
      List<Row> rows = input.rows().orderBy("a").collectAsList();
      assertThat(rows.get(0).mkString("|"))
          .isEqualTo(
              "-32768|2147483647|9223372036854775807|0.1|NaN|9999999999.99"
                  + "|123456789012345678901234567890123456789.123456789|1.500|true|é\"\\|abc|a  "
                  + "|1500-02-28|2024-03-31T02:30:00.123456|2024-03-30 21:00:00.123456"
                  + "|23:59:59.999999|1 mon 2 days|c0ffee00-0000-0000-0000-000000000001|{\"a\" : 1}"
                  + "|{\"a\": 1}|"
                  + rows.get(0).get(20)
                  + "|WrappedArray(1, null, 3)|WrappedArray(a,b, null, )|WrappedArray(2024-03-31 02:30:00)"
                  + "|101|$12.34|10.0.0.1/8|dot");
      assertThat(rows.get(0).<byte[]>getAs("u")).containsExactly(0, 0xff);
      assertThat(rows.get(1).mkString("|")).isEqualTo("1|null|1" + "|null".repeat(25));
      assertThat(input.rowCount()).hasValue(2);
    }
  }

  private void things() {
    database.execute(
        """
        CREATE TABLE things (
          a smallint NOT NULL, b int, c bigserial, d real, e double precision,
          f numeric(12,2), g numeric, h numeric(50,3), i boolean, j text, k varchar(5), l char(3),
          m date, n timestamp, o timestamptz, p time, q interval, r uuid, s json, t jsonb, u bytea,
          v int[], w text[], x timestamp[], y bit(3), z money, aa inet, "Ab.c" text)
        """,
        """
        INSERT INTO things VALUES (
          -32768, 2147483647, 9223372036854775807, 0.1, 'NaN', 9999999999.99,
          123456789012345678901234567890123456789.123456789, 1.5, true, 'é"\\', 'abc', 'a',
          '1500-02-28', '2024-03-31 02:30:00.123456', '2024-03-31 02:30:00.123456+05:30', '23:59:59.999999',
          '1 mon 2 days', 'c0ffee00-0000-0000-0000-000000000001', '{"a" : 1}', '{"a" : 1}', '\\x00ff',
          '{1,NULL,3}', '{"a,b",NULL,""}', '{2024-03-31 02:30:00}', '101', '12.34', '10.0.0.1/8', 'dot')
        """,
        "INSERT INTO things (a) VALUES (1)");
  }

  /** Values that have more than one text, or none that is printed. */
  private void strangeThings() {
    database.execute(
        """
        INSERT INTO things (a, d, e, f, g, h, j, k, l, m, n, o, u, v, w, x) VALUES
        (2, '-0', '1e300', 0, '0.0000000001', -0.001, 'naïve 😀', '  ', '', '0001-01-01',
          '0001-01-01 00:00:00', '1900-01-01 00:00:00.000001+00', '', '{}', '{}', '{}'),
        (3, 'Infinity', '-0', -1.10, '1e30', 0, E'a\nb', '', ' a', '9999-12-31',
          '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999+00', '\\x30', '{NULL}', '{"-"}', '{NULL}')
        """);
  }

  /** What each side makes of every type, which also has a text of its own for a null. */
  @Test
  void theDatabasesChecksumsAreThoseOfItsRowsInSpark() {
    things();
    strangeThings();

    try (Input input =
        resolve(
            JdbcSources.with(
                JdbcSources.table("things"),
                Optional.of(new Split("a", 1, By.HASH)),
                Isolation.SNAPSHOT))) {
      ComparedRows compared = input.beside(input.rows()).orElseThrow();

      assertThat(compared.columns()).containsExactly(input.rows().columns());
      assertThat(compared.source().parts()).hasSize(4).isEqualTo(compared.landed().parts());
    }
  }

  /** Each column alone, so that none is compared by chance of the others. */
  @Test
  void aValueThatIsNotTheDatabasesIsFoundInEveryColumn() {
    things();

    try (Input input = resolve(JdbcSources.table("things"))) {
      Dataset<Row> rows = input.rows();
      var source = input.beside(rows).orElseThrow().source().parts();
      for (StructField field : rows.schema().fields()) {
        Column none = functions.lit(null).cast(field.dataType());
        Dataset<Row> spoiled =
            rows.withColumn(
                field.name(),
                functions
                    .when(functions.col("b").isNotNull(), none)
                    .otherwise(rows.col("`" + field.name() + "`")));

        assertThat(input.beside(spoiled).orElseThrow().landed().parts())
            .as(field.name())
            .isNotEqualTo(source);
      }
    }
  }

  /** In a zone whose clocks leave out the hour of the time that is read. */
  @Test
  void readsATimeWithoutAZoneAsItStands() {
    database.execute(
        "CREATE TABLE t (at timestamp)", "INSERT INTO t VALUES ('2024-03-31 02:30:00')");
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try (Input input = resolve(JdbcSources.table("t"))) {
      assertThat(ResolvedInputs.rows(input)).containsExactly("[2024-03-31T02:30]");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "id, range",
    "id, hash",
    "amount, range",
    "price, range",
    "name, hash",
    "at, range",
    "day, range"
  })
  void readsEveryRowOnceInParts(String column, String by) {
    database.execute(
        "CREATE TABLE t (id int, amount numeric(12,2), price double precision, name text,"
            + " at timestamptz, day date)",
        "INSERT INTO t SELECT i, i * 1.5, i / 3.0, 'n' || i, timestamptz '2024-01-01 00:00+00' + i *"
            + " interval '1 minute', date '2024-01-01' + i % 30 FROM generate_series(1, 1000) i",
        "INSERT INTO t VALUES (NULL, NULL, NULL, NULL, NULL, NULL)");
    var split = new Split(column, 7, By.valueOf(by.toUpperCase(java.util.Locale.ROOT)));

    try (Input input =
        resolve(JdbcSources.with(JdbcSources.table("t"), Optional.of(split), Isolation.SNAPSHOT))) {
      assertThat(input.rows().rdd().getNumPartitions()).isEqualTo(7);
      assertThat(input.rows().count()).isEqualTo(1001);
      assertThat(input.rows().distinct().count()).isEqualTo(1001);
      var sizes = input.rows().groupBy(functions.spark_partition_id()).count().collectAsList();
      assertThat(sizes.size()).isGreaterThan(3);
    }
  }

  @Test
  void seesOneStateOfASourceThatChanges() {
    database.execute(
        "CREATE TABLE t (id int)", "INSERT INTO t SELECT * FROM generate_series(1, 100)");
    var split = Optional.of(new Split("id", 3, By.RANGE));

    try (Input input =
        resolve(JdbcSources.with(JdbcSources.table("t"), split, Isolation.SNAPSHOT))) {
      database.execute("DELETE FROM t WHERE id <= 50", "INSERT INTO t VALUES (1000)");

      assertThat(input.rowCount()).hasValue(100);
      assertThat(input.rows().agg(functions.sum("id")).head().getLong(0)).isEqualTo(5050);
    }
    try (Input input =
        resolve(JdbcSources.with(JdbcSources.table("t"), split, Isolation.READ_COMMITTED))) {
      database.execute("DELETE FROM t");

      assertThat(input.rows().count()).isZero();
    }
  }

  @Test
  void readsAQueryAndLeavesTheFilterToTheDatabase() {
    database.execute(
        "CREATE TABLE t (id int, kind text)",
        "INSERT INTO t SELECT i, CASE WHEN i % 2 = 0 THEN 'even' ELSE 'odd' END FROM"
            + " generate_series(1, 10) i");
    var query =
        new JdbcSource(
            "db",
            "SELECT id, kind FROM t WHERE id > 2 -- the rest is old;",
            true,
            Optional.of("kind = 'even' -- not odd"),
            Optional.empty(),
            Optional.empty(),
            100,
            Isolation.SNAPSHOT,
            Verify.COUNT);

    try (Input input = resolve(query)) {
      assertThat(input.rowCount()).hasValue(4);
      var filtered = input.rows().filter("id >= 8").select("id");
      assertThat(filtered.collectAsList().toString()).isEqualTo("[[8], [10]]");
      assertThat(filtered.queryExecution().executedPlan().toString())
          .contains("PushedFilters: [*IsNotNull(id), *GreaterThanOrEqual(id,8)]")
          .contains("ReadSchema: struct<id:int>");
    }
  }

  @Test
  void refusesArraysOfArrays() {
    database.execute(
        "CREATE TABLE t (id int, tags int[])", "INSERT INTO t VALUES (1, '{{1,2},{3,4}}')");

    try (Input input = resolve(JdbcSources.table("t"))) {
      assertThatThrownBy(input::rows)
          .isInstanceOf(UserException.class)
          .hasMessage(
              "in: cannot be read: tags: holds arrays of arrays; select to_json of it in a query");
    }
  }

  @Test
  void comparesWithTheDeclaredSchema() {
    database.execute("CREATE TABLE t (id bigint, name text)");

    try (Input input = resolve(JdbcSources.table("t"), Optional.of("id int, name string"))) {
      assertThat(ResolvedInputs.outcome(input.checkBefore(), "schema"))
          .isEqualTo(
              new Outcome.Failed(
                  "id INT,name STRING", "1 difference", "id: expected INT, actual BIGINT"));
      assertThat(ResolvedInputs.outcome(input.checkBefore(), "exists"))
          .isEqualTo(new Outcome.Passed("the table t of the database 'db'", "all of it"));
    }
  }

  @Test
  void saysWhatTheDatabaseRefuses() {
    assertThatThrownBy(() -> resolve(JdbcSources.table("nowhere")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "reading the columns of the table nowhere of the database 'db' failed: ERROR: relation"
                + " \"nowhere\" does not exist");
    database.execute("CREATE TABLE t (id int, name text)");
    assertThatThrownBy(() -> resolve(split("x")))
        .isInstanceOf(UserException.class)
        .hasMessage("inputs.in.split: there is no column x");
    assertThatThrownBy(() -> resolve(split("name")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "inputs.in.split: name is text, of which no ranges can be made (write by = hash)");
    var nobody =
        new DatabaseConfig(
            "db",
            database.url(),
            Optional.of("nobody"),
            Optional.of(new Secret.Text("s3cret")),
            Map.of());
    assertThatThrownBy(() -> JdbcSources.resolve(nobody, JdbcSources.table("t")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "connecting to the database 'db' at "
                + database.url()
                + " failed: FATAL: role \"nobody\" does not exist");
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsWorthARetry() {
    var gone =
        new DatabaseConfig(
            "db", "jdbc:postgresql://localhost:1/x", Optional.empty(), Optional.empty(), Map.of());

    assertThatThrownBy(() -> JdbcSources.resolve(gone, JdbcSources.table("t")))
        .isInstanceOf(TransientException.class)
        .hasMessageStartingWith(
            "connecting to the database 'db' at jdbc:postgresql://localhost:1/x failed: Connection"
                + " to localhost:1 refused");
  }

  private static JdbcSource split(String column) {
    return JdbcSources.with(
        JdbcSources.table("t"), Optional.of(new Split(column, 2, By.RANGE)), Isolation.SNAPSHOT);
  }

  private Input resolve(JdbcSource source) {
    return resolve(source, Optional.empty());
  }

  private Input resolve(JdbcSource source, Optional<String> schema) {
    return JdbcSources.resolve(database.config(), source, schema);
  }
}
