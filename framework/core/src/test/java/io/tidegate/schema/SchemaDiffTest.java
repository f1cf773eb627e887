package io.tidegate.schema;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.SchemaChange;
import io.tidegate.schema.Difference.Nulls;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaDiffTest {

  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      emptyValue = "",
      textBlock =
          """
          a int                  | a int                  | ""
          a int                  | a int, b string        | ADD_NULLABLE_COLUMN b []>[string]
          a int                  | a int, b int NOT NULL  | ADD_REQUIRED_COLUMN b []>[int]
          a int, b string        | a int                  | DROP_COLUMN b [string]>[]
          a int, b int NOT NULL  | a int                  | DROP_COLUMN b [int]>[] CHECKED
          a int, zip string      | a int, country string  | RENAME_COLUMN zip [string]>[country]
          zip string, a int      | a int, country string  | DROP_COLUMN zip [string]>[]; ADD_NULLABLE_COLUMN country []>[string]
          a int, zip string      | a int, country int     | DROP_COLUMN zip [string]>[]; ADD_NULLABLE_COLUMN country []>[int]
          first_name string, a int | a int, firstName string | RENAME_COLUMN first_name [string]>[firstName]
          x string, y string     | u string, v string     | DROP_COLUMN x [string]>[]; DROP_COLUMN y [string]>[]; ADD_NULLABLE_COLUMN u []>[string]; ADD_NULLABLE_COLUMN v []>[string]
          a smallint             | a int                  | WIDEN_TYPE a [smallint]>[int]
          a int                  | a bigint               | REWRITE_TYPE a [int]>[bigint]
          a bigint               | a int                  | NARROW_TYPE a [bigint]>[int]
          a int                  | a string               | CHANGE_TYPE a [int]>[string]
          a struct<x: int>       | a int                  | CHANGE_TYPE a [struct<x:int>]>[int]
          a int NOT NULL         | a int                  | RELAX_NULLABILITY a [NOT NULL]>[nullable] CHECKED
          a int                  | a int NOT NULL         | TIGHTEN_NULLABILITY a [nullable]>[NOT NULL]
          a int, b int, c int    | c int, a int, b int    | REORDER_COLUMNS c [position 3]>[position 1]
          a int, b int, c int    | b int, new string, c int, a int | REORDER_COLUMNS a [position 1]>[position 4]; ADD_NULLABLE_COLUMN new []>[string]
          Id int                 | ID int                 | CHANGE_CASE Id [Id]>[ID]
          `Ärger` int            | `ÄRGER` int              | CHANGE_CASE Ärger [Ärger]>[ÄRGER]
          Id smallint, b int     | b int, ID int          | CHANGE_CASE Id [Id]>[ID]; REORDER_COLUMNS Id [position 1]>[position 2]; WIDEN_TYPE Id [smallint]>[int]
          `a.b` int              | `a.b` bigint           | REWRITE_TYPE `a.b` [int]>[bigint]
          `a``b` int             | `a``b` bigint          | REWRITE_TYPE `a``b` [int]>[bigint]
          `名前` int              | a int                  | RENAME_COLUMN 名前 [int]>[a]
          s struct<x: int>       | s struct<x: int, y: int> | ADD_NULLABLE_COLUMN s.y []>[int]
          s struct<x: int, y: int> | s struct<y: int>     | DROP_COLUMN s.x [int]>[]
          s struct<x: int NOT NULL> NOT NULL | s struct<x: int> NOT NULL | RELAX_NULLABILITY s.x [NOT NULL]>[nullable] CHECKED
          s struct<`x.y`: int, b: int> | s struct<b: int, `x.y`: int> | REORDER_COLUMNS s.`x.y` [position 1]>[position 2]
          l array<struct<price: int>> | l array<struct<price: bigint>> | REWRITE_TYPE l.element.price [int]>[bigint]
          l array<struct<x: int NOT NULL>> | l array<struct<y: string>> | DROP_COLUMN l.element.x [int]>[] PROMISED; ADD_NULLABLE_COLUMN l.element.y []>[string]
          m map<int, smallint>   | m map<bigint, int>     | REWRITE_TYPE m.key [int]>[bigint]; WIDEN_TYPE m.value [smallint]>[int]
          m map<struct<k: int>, int> | m map<struct<K: int>, int> | CHANGE_CASE m.key.k [k]>[K]
          a array<array<int>>    | a array<array<string>> | CHANGE_TYPE a.element.element [int]>[string]
          """)
  void columns(String table, String incoming, String expected) {
    assertThat(text(SchemaDiff.columns(ddl(table), ddl(incoming)))).isEqualTo(expected);
  }

  @Test
  void nullsInsideOfArraysAndMapsAreAPromise() {
    var table = new StructType().add("a", DataTypes.createArrayType(DataTypes.LongType, false));
    var incoming = new StructType().add("a", DataTypes.createArrayType(DataTypes.LongType, true));
    assertThat(SchemaDiff.columns(table, incoming))
        .containsExactly(
            new Difference(
                SchemaChange.RELAX_NULLABILITY,
                "a.element",
                "NOT NULL",
                "nullable",
                Nulls.PROMISED));
    assertThat(text(SchemaDiff.columns(incoming, table)))
        .isEqualTo("TIGHTEN_NULLABILITY a.element [nullable]>[NOT NULL]");
  }

  @Test
  void mapValuesHaveNullabilityToo() {
    var type = DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType, false);
    assertThat(
            text(SchemaDiff.columns(new StructType().add("m", type), ddl("m map<string, bigint>"))))
        .isEqualTo("RELAX_NULLABILITY m.value [NOT NULL]>[nullable] PROMISED");
  }

  @Test
  void emptySchemas() {
    assertThat(SchemaDiff.columns(new StructType(), new StructType())).isEmpty();
    assertThat(text(SchemaDiff.columns(ddl("a int"), new StructType())))
        .isEqualTo("DROP_COLUMN a [int]>[]");
  }

  @Test
  void theHeadersOfADailyReportThatWasRenamedAndReordered() {
    var before =
        "`Province/State` string, `Country/Region` string, `Last Update` string, Confirmed string,"
            + " Deaths string, Recovered string, Latitude string, Longitude string";
    var after =
        "FIPS string, Admin2 string, Province_State string, Country_Region string, Last_Update"
            + " string, Lat string, Long_ string, Confirmed string, Deaths string, Recovered"
            + " string, Active string, Combined_Key string";
    assertThat(SchemaDiff.columns(ddl(before), ddl(after)).stream().map(SchemaDiffTest::text))
        .containsExactly(
            "RENAME_COLUMN Province/State [string]>[Province_State]",
            "RENAME_COLUMN Country/Region [string]>[Country_Region]",
            "RENAME_COLUMN Last Update [string]>[Last_Update]",
            "RENAME_COLUMN Latitude [string]>[Lat]",
            "RENAME_COLUMN Longitude [string]>[Long_]",
            "ADD_NULLABLE_COLUMN FIPS []>[string]",
            "ADD_NULLABLE_COLUMN Admin2 []>[string]",
            "ADD_NULLABLE_COLUMN Active []>[string]",
            "ADD_NULLABLE_COLUMN Combined_Key []>[string]");
  }

  @Test
  void theLikestNameIsTheRenamedOne() {
    assertThat(
            text(
                SchemaDiff.columns(
                    ddl("cust_name string"), ddl("cust_nam string, CustName string"))))
        .isEqualTo(
            "RENAME_COLUMN cust_name [string]>[CustName]; ADD_NULLABLE_COLUMN cust_nam []>[string]");
  }

  @Test
  void amongEquallyLikeNamesTheNearestIsTheRenamedOne() {
    assertThat(
            text(
                SchemaDiff.columns(
                    ddl("a int, val_1 string"), ddl("val_2 string, a int, val_3 string"))))
        .isEqualTo("RENAME_COLUMN val_1 [string]>[val_2]; ADD_NULLABLE_COLUMN val_3 []>[string]");
  }

  @Test
  void partitioning() {
    assertThat(SchemaDiff.partitioning(List.of("a", "B"), List.of("A", "b"))).isEmpty();
    assertThat(SchemaDiff.partitioning(List.of("a", "b"), List.of("b", "a")))
        .containsExactly(Difference.of(SchemaChange.CHANGE_PARTITIONING, "", "a, b", "b, a"));
    assertThat(SchemaDiff.partitioning(List.of(), List.of("a.b")))
        .containsExactly(Difference.of(SchemaChange.CHANGE_PARTITIONING, "", "none", "`a.b`"));
  }

  @Test
  void manyColumnsTakeNoTime() {
    var table = wide("before_%d_x", 2_000);
    var renamed = wide("after %d y", 2_000);
    var reversed = new StructType(reverse(table));
    long start = System.nanoTime();
    assertThat(SchemaDiff.columns(table, table)).isEmpty();
    assertThat(SchemaDiff.columns(table, reversed)).hasSize(1_999);
    assertThat(SchemaDiff.columns(table, renamed)).hasSize(4_000);
    assertThat(SchemaDiff.columns(table, wide("Before-%d.X", 2_000)))
        .hasSize(2_000)
        .allMatch(d -> d.kind() == SchemaChange.RENAME_COLUMN);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  private static StructType wide(String format, int columns) {
    var schema = new StructType();
    for (int i : IntStream.range(0, columns).toArray()) {
      schema = schema.add(String.format(format, i), "string");
    }
    return schema;
  }

  private static org.apache.spark.sql.types.StructField[] reverse(StructType schema) {
    var fields = new java.util.ArrayList<>(List.of(schema.fields()));
    java.util.Collections.reverse(fields);
    return fields.toArray(org.apache.spark.sql.types.StructField[]::new);
  }

  private static StructType ddl(String ddl) {
    return StructType.fromDDL(ddl);
  }

  private static String text(List<Difference> differences) {
    return differences.stream().map(SchemaDiffTest::text).collect(joining("; "));
  }

  private static String text(Difference d) {
    return d.kind()
        + " "
        + d.path()
        + " ["
        + d.from()
        + "]>["
        + d.to()
        + "]"
        + (d.nulls() == Nulls.ALLOWED ? "" : " " + d.nulls());
  }
}
