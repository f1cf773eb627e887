package io.tidegate.testkit;

import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class DatasetAssertTest {

  @Test
  void rowsInAnyOrder() {
    DatasetAssert.assertThat(sql("select * from values (1, 'a'), (2, null), (1, 'a')"))
        .hasRows(create(2, null), create(1, "a"), create(1, "a"));
  }

  @Test
  void showsTheRowsThatDiffer() {
    var rows =
        sql(
            "select * from values ('US', 11, 1.50BD), ('FR', 7, null), ('null', 1, 2BD) t(country, n, rate)");
    assertThatThrownBy(
            () ->
                DatasetAssert.assertThat(rows)
                    .hasRows(
                        create("US", 10, new BigDecimal("1.5")),
                        create("FR", 7, null),
                        create(null, 1, new BigDecimal("2"))))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            missing 2 (-), unexpected 2 (+), as expected 1
              country | n  | rate
            - US      | 10 | 1.5
            - null    | 1  | 2
            + US      | 11 | 1.5
            + 'null'  | 1  | 2
            """);
  }

  @Test
  void countsHowOftenARowComes() {
    var twice = sql("select * from values (1), (1), (1) t(n)");
    assertThatThrownBy(() -> DatasetAssert.assertThat(twice).hasRows(create(1), create(1)))
        .hasMessage(
            """
            missing 0 (-), unexpected 1 (+), as expected 2
              n
            + 1
            """);
    assertThatThrownBy(() -> DatasetAssert.assertThat(sql("select 1 n")).hasNoRows())
        .hasMessageStartingWith("missing 0 (-), unexpected 1 (+), as expected 0\n");
  }

  @Test
  void longDifferencesAreCut() {
    assertThatThrownBy(() -> DatasetAssert.assertThat(sql("select id from range(50)")).hasNoRows())
        .hasMessageEndingWith("+ 19\n... and 30 more\n");
  }

  @Test
  void valuesAreComparedByWhatTheyMean() {
    var rows =
        sql(
            "select date'2020-03-22' d, timestamp'2020-03-22T01:02:03Z' t, 1.50BD n, array(1, null) l,"
                + " map('k', named_struct('x', 1)) m, X'0aff' b, cast('NaN' as double) f");
    DatasetAssert.assertThat(rows)
        .hasRows(
            create(
                LocalDate.parse("2020-03-22"),
                Instant.parse("2020-03-22T01:02:03Z"),
                new BigDecimal("1.5"),
                Arrays.asList(1, null),
                Map.of("k", create(1)),
                new byte[] {10, -1},
                Double.NaN))
        .hasRows(
            create(
                Date.valueOf("2020-03-22"),
                Timestamp.from(Instant.parse("2020-03-22T01:02:03Z")),
                new BigDecimal("1.500"),
                new Integer[] {1, null},
                Map.of("k", create(1)),
                new byte[] {10, -1},
                Double.NaN));
  }

  @Test
  void anIntIsNotALong() {
    assertThatThrownBy(() -> DatasetAssert.assertThat(sql("select 1 n")).hasRows(create(1L)))
        .hasMessage(
            """
            missing 1 (-), unexpected 1 (+), as expected 0
              n
            - 1 Long
            + 1 Integer
            """);
  }

  @Test
  void anExpectedRowMustFitTheColumns() {
    assertThatThrownBy(
            () -> DatasetAssert.assertThat(sql("select 1 a, 2 b")).hasRows(create(1, 2), create(1)))
        .hasMessage("expected row 2 has 1 values, and the dataset has 2 columns: a, b");
  }

  @Test
  void comparesWithAnotherDataset() {
    var rows = sql("select * from values (1, 'a'), (2, 'b') t(n, s)");
    DatasetAssert.assertThat(rows).hasSameRowsAs(rows.orderBy(rows.col("n").desc()));
    assertThatThrownBy(
            () -> DatasetAssert.assertThat(rows).hasSameRowsAs(rows.withColumnRenamed("s", "t")))
        .hasMessage(
            "expected schema: struct<n:int,t:string>%nactual schema:   struct<n:int,s:string>"
                .formatted());
    assertThatThrownBy(() -> DatasetAssert.assertThat(rows).hasSameRowsAs(rows.filter("n = 1")))
        .hasMessage("missing 0 (-), unexpected 1 (+), as expected 1\n  n | s\n+ 2 | b\n");
  }

  @Test
  void columnsAndSchema() {
    var rows = sql("select 1 `a.b`, array('x') `größe`");
    DatasetAssert.assertThat(rows)
        .hasColumns("a.b", "größe")
        .hasSchema("`a.b` INT NOT NULL, `größe` ARRAY<STRING>");
    assertThatThrownBy(() -> DatasetAssert.assertThat(rows).hasColumns("größe", "a.b"))
        .hasMessage("expected columns: größe, a.b%nactual columns:   a.b, größe".formatted());
    assertThatThrownBy(() -> DatasetAssert.assertThat(rows).hasSchema("a INT"))
        .hasMessageContaining("expected schema: struct<a:int>");
  }

  @Test
  void percentSignsAreOnlyText() {
    assertThatThrownBy(() -> DatasetAssert.assertThat(sql("select '100%s' p")).hasNoRows())
        .hasMessageEndingWith("+ 100%s\n");
  }

  private static Dataset<Row> sql(String query) {
    return LocalSpark.session().sql(query);
  }
}
