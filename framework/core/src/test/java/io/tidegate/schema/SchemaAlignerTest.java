package io.tidegate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.TestSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaAlignerTest {

  @Test
  void theSameDatasetWhenNothingHasToChange() {
    var rows = sql("select 1 id, named_struct('x', 'a') s, array(1L) l");
    var nullable = StructType.fromDDL("id int, s struct<x: string>, l array<bigint>");
    assertThat(SchemaAligner.align(rows, nullable)).isSameAs(rows);
    assertThat(SchemaAligner.align(rows, rows.schema())).isSameAs(rows);
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select 1 b, 2 a                                | a int, b int                | {"a":2,"b":1}
          select 1 a, 2 b                                | a int                       | {"a":1}
          select 1 ID                                    | Id int                      | {"Id":1}
          select 1 a                                     | a bigint, b string          | {"a":1,"b":null}
          select null a                                  | a struct<x: int>            | {"a":null}
          select 1.5 a                                   | a decimal(12,4)             | {"a":1.5000}
          select 1 `a.b`, 2 `c``d`, 3 `größe`            | `größe` int, `c``d` int, `a.b` bigint | {"größe":3,"c`d":2,"a.b":1}
          select named_struct('y', 1, 'x.z', 2) s        | s struct<`x.z`: int, y: bigint, n: date> | {"s":{"x.z":2,"y":1,"n":null}}
          select cast(null as struct<y: int>) s          | s struct<x: int, y: int>    | {"s":null}
          select array(named_struct('y', 1), null) l     | l array<struct<x: int, Y: int>> | {"l":[{"x":null,"Y":1},null]}
          select cast(null as array<int>) l              | l array<bigint>             | {"l":null}
          select array(array(1), array(null)) l          | l array<array<bigint>>      | {"l":[[1],[null]]}
          select map('k', named_struct('y', 1)) m        | m map<string, struct<x: int, y: int>> | {"m":{"k":{"x":null,"y":1}}}
          select map(1, 2) m                             | m map<bigint, double>       | {"m":{"1":2.0}}
          select map(named_struct('y', 1), 2) m          | m map<struct<y: bigint>, int> | {"m":{"[1]":2}}
          select array(map('a', array(named_struct('v', 1)))) d | d array<map<string, array<struct<u: int, v: bigint>>>> | {"d":[{"a":[{"u":null,"v":1}]}]}
          """)
  void givesRowsTheTargetsColumns(String query, String target, String expected) {
    var schema = StructType.fromDDL(target);
    var aligned = SchemaAligner.align(sql(query), schema);
    assertThat(Types.plain(aligned.schema())).isEqualTo(schema);
    var json = aligned.selectExpr("to_json(struct(*), map('ignoreNullFields', 'false'))");
    assertThat(json.collectAsList()).extracting(row -> row.getString(0)).containsExactly(expected);
  }

  @Test
  void refusesWhatDoesNotFit() {
    var rows = sql("select array(named_struct('x', 1L)) l");
    assertThatThrownBy(
            () -> SchemaAligner.align(rows, StructType.fromDDL("l array<struct<x: int>>")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("l.element.x: bigint does not fit int");
  }

  @Test
  void keepsExactValuesAtTheEdgesOfTheirTypes() {
    var rows =
        sql("select 2147483647 i, cast(3.4028235e38 as float) f, date'9999-12-31' d, 99999.99BD n");
    var target = StructType.fromDDL("i double, f double, d timestamp_ntz, n decimal(38,10)");
    assertThat(
            SchemaAligner.align(rows, target)
                .selectExpr(
                    "cast(i as int)",
                    "cast(f as float)",
                    "cast(d as date)",
                    "cast(n as decimal(7,2))")
                .collectAsList())
        .isEqualTo(List.of(rows.collectAsList().get(0)));
  }

  private static Dataset<Row> sql(String query) {
    return TestSpark.session().sql(query);
  }
}
