package io.tidegate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.TestSpark;
import io.tidegate.config.SchemaChange;
import io.tidegate.config.WriteMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decided is what Delta does: every decision is carried out on a table of files. */
@Tag("long")
class DeltaEvolutionTest {

  private String path = "";

  @BeforeEach
  void table(@TempDir Path directory) {
    path = directory.resolve("table").toString();
  }

  @ParameterizedTest(name = "{0}: {1} then {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          APPEND    | 1 a, 'x' gone, 5L v, 6 w, 7 `b.c`, 8 `größe/m`, 9 Id | 19 ID, 18 `größe/m`, 17 `b.c`, null w, 15 v, 'y' fresh, 2 a | {"a":1,"gone":"x","v":5,"w":6,"b.c":7,"größe/m":8,"Id":9,"fresh":null} {"a":2,"gone":null,"v":15,"w":null,"b.c":17,"größe/m":18,"Id":19,"fresh":"y"}
          APPEND    | 1 a, 'x' city_name           | 2 a, 'y' cityName                      | {"a":1,"city_name":"x","cityName":null} {"a":2,"city_name":null,"cityName":"y"}
          APPEND    | 1 a, 1Y t, 2Y u, 3S v        | 2 a, 70000 v, 300S t, 70001 u          | {"a":1,"t":1,"u":2,"v":3} {"a":2,"t":300,"u":70001,"v":70000}
          APPEND    | 1 a, named_struct('x', 1Y, 'y', 2) s, array(named_struct('x', 1)) l, map(1Y, named_struct('x', 1S)) m | map(300, named_struct('x', 70000)) m, array(named_struct('y', 2S)) l, named_struct('z', 9, 'Y', 8, 'x', 70000) s, 2 a | {"a":1,"s":{"x":1,"y":2,"z":null},"l":[{"x":1,"y":null}],"m":{"1":{"x":1}}} {"a":2,"s":{"x":70000,"y":8,"z":9},"l":[{"x":null,"y":2}],"m":{"300":{"x":70000}}}
          OVERWRITE | 1 a, 1 v, 2 w, 3 x, array(1) l | array(1.5D) l, 2 a, 5000000000 v, 'x' x, 3 u | {"a":2,"v":5000000000,"w":null,"x":"x","l":[1.5],"u":3}
          OVERWRITE | 1 a, 1 v                     | 2 a, 3 fresh                           | {"a":2,"v":null,"fresh":3}
          """)
  void carriedOut(WriteMode write, String before, String now, String expected) {
    write(sql("select " + before), WriteMode.APPEND, Evolution.NONE, List.of());
    var rows = sql("select " + now);
    var output = new OutputFixture(write).allow(SchemaChange.values());
    var decision = output.check().judge(existing(), rows.schema());
    assertThat(decision.stops()).isFalse();
    var aligned = SchemaAligner.align(rows, decision.target());
    write(aligned, write, decision.evolution(), decision.partitionBy());
    assertThat(Types.plain(read().schema())).isEqualTo(Types.plain(decision.target()));
    assertThat(json()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} then {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 v                | 2L v
          cast(1 as float) v | 2.0D v
          1.5BD v            | 20.5BD v
          date'2020-01-01' v | timestamp_ntz'2020-01-01 00:00:00' v
          1 v                | 'x' v
          """)
  void whatNeedsARewriteIsRefusedByDeltaToo(String before, String now) {
    write(sql("select " + before), WriteMode.APPEND, Evolution.NONE, List.of());
    var rows = sql("select " + now);
    var output = new OutputFixture(WriteMode.APPEND).allow(SchemaChange.values());
    assertThat(output.check().judge(existing(), rows.schema()).stops()).isTrue();
    assertThatThrownBy(() -> write(rows, WriteMode.APPEND, Evolution.MERGE, List.of()))
        .hasMessageContaining("DELTA_FAILED_TO_MERGE_FIELDS");
  }

  @Test
  void wideningTakesNoTableFeature() {
    write(sql("select 1Y v"), WriteMode.APPEND, Evolution.NONE, List.of());
    write(sql("select 70000 v"), WriteMode.APPEND, Evolution.MERGE, List.of());
    assertThat(read().filter("v in (1, 70000)").count()).isEqualTo(2);
    assertThat(detail("minReaderVersion", "minWriterVersion")).isEqualTo("1,2");
  }

  @Test
  void partitioningChangesWithEveryFile() {
    write(sql("select 1 a, 2 b, 3 c"), WriteMode.APPEND, Evolution.NONE, List.of("a"));
    var output =
        new OutputFixture(WriteMode.OVERWRITE).partitionBy("B").allow(SchemaChange.values());
    var rows = sql("select 4 a, 5 b, 6 c");
    var decision = output.check().judge(existing(List.of("a")), rows.schema());
    write(rows, WriteMode.OVERWRITE, decision.evolution(), decision.partitionBy());
    assertThat(detail("concat_ws(',', partitionColumns)")).isEqualTo("b");
    assertThat(json()).isEqualTo("{\"a\":4,\"b\":5,\"c\":6}");
  }

  @Test
  void aNotNullColumnIsCheckedByTheWrite() {
    create("k int not null, v int");
    var good = sql("select cast('1' as int) k, 2 v");
    var decision = new OutputFixture(WriteMode.APPEND).check().judge(existing(), good.schema());
    assertThat(decision.stops()).isFalse();
    assertThat(decision.target()).isEqualTo(StructType.fromDDL("k int not null, v int"));
    write(good, WriteMode.APPEND, decision.evolution(), List.of());
    var bad = sql("select cast('x' as int) k, 2 v");
    assertThatThrownBy(() -> write(bad, WriteMode.APPEND, decision.evolution(), List.of()))
        .hasMessageContaining("DELTA_NOT_NULL_CONSTRAINT_VIOLATED");
    assertThat(json()).isEqualTo("{\"k\":1,\"v\":2}");
  }

  @Test
  void deltaRefusesADatasetWithoutANotNullColumn() {
    create("k int not null, v int");
    var rows = sql("select 2 v");
    assertThatThrownBy(() -> write(rows, WriteMode.APPEND, Evolution.MERGE, List.of()))
        .hasMessageContaining("DELTA_MISSING_NOT_NULL_COLUMN_VALUE");
  }

  @Test
  void aColumnMadeNullableTakesNulls() {
    create("k int not null, v int");
    var rows = sql("select cast('x' as int) k, 2 v");
    var output = new OutputFixture(WriteMode.APPEND).allow(SchemaChange.RELAX_NULLABILITY);
    var decision = output.check().judge(existing(), rows.schema());
    assertThat(decision.target()).isEqualTo(StructType.fromDDL("k int, v int"));
    sql("alter table delta.`" + path + "` alter column k drop not null");
    write(rows, WriteMode.APPEND, decision.evolution(), List.of());
    assertThat(json()).isEqualTo("{\"k\":null,\"v\":2}");
  }

  @Test
  void deltaForgetsNotNullAndCommentsWhenItOverwritesASchemaByItself() {
    create("k int not null comment 'the key', v int");
    write(sql("select 1 k, 2L v"), WriteMode.OVERWRITE, Evolution.REPLACE, List.of());
    assertThat(read().schema()).isEqualTo(StructType.fromDDL("k int, v bigint"));
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      emptyValue = "",
      textBlock =
          """
          1 a, 2 A                            | "" | DELTA_DUPLICATE_COLUMNS_FOUND
          named_struct('a', 1, 'A', 2) s      | "" | DELTA_DUPLICATE_COLUMNS_FOUND
          1 `a b`                             | "" | DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES
          1 `a=b`                             | "" | DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES
          named_struct('a,b', 1) s            | "" | DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES
          1 a, array() l                      | "" | DELTA_COMPLEX_TYPE_COLUMN_CONTAINS_NULL_TYPE
          interval 1 day i                    | "" | Cannot save interval data type
          1 a                                 | a  | DELTA_CANNOT_USE_ALL_COLUMNS_FOR_PARTITION
          1 a, named_struct('x', 1) s         | s  | DELTA_INVALID_PARTITION_COLUMN_TYPE
          """)
  void whatStopsARunIsRefusedByDeltaToo(String columns, String partitionBy, String error) {
    var partitions = partitionBy.isEmpty() ? List.<String>of() : List.of(partitionBy);
    var rows = sql("select " + columns);
    var output = new OutputFixture(WriteMode.APPEND).partitionBy(partitions.toArray(String[]::new));
    assertThat(output.check().judge(ExistingTable.ABSENT, rows.schema()).stops()).isTrue();
    assertThatThrownBy(() -> write(rows, WriteMode.APPEND, Evolution.NONE, partitions))
        .hasMessageContaining(error);
  }

  @Test
  void namesWithOtherCharactersAreTakenByDelta() {
    var rows = sql("select 1 `a.b`, 2 `Province/State`, 3 `ü:\"\\%<-`, 4 `a``b`, 5 ``");
    assertThat(
            new OutputFixture(WriteMode.APPEND)
                .check()
                .judge(ExistingTable.ABSENT, rows.schema())
                .stops())
        .isFalse();
    write(rows, WriteMode.APPEND, Evolution.NONE, List.of());
    assertThat(read().schema().fieldNames()).isEqualTo(rows.schema().fieldNames());
  }

  @Test
  void aColumnWithoutATypeIsLostByDelta() {
    write(sql("select 1 a, null v"), WriteMode.APPEND, Evolution.NONE, List.of());
    assertThat(read().schema().fieldNames()).containsExactly("a");
  }

  private Dataset<Row> sql(String query) {
    return TestSpark.interpreting().sql(query);
  }

  private void create(String columns) {
    sql("create table delta.`" + path + "` (" + columns + ") using delta");
  }

  private void write(
      Dataset<Row> rows, WriteMode write, Evolution evolution, List<String> partitionBy) {
    rows.write()
        .format("delta")
        .mode(write == WriteMode.OVERWRITE ? "overwrite" : "append")
        .option("mergeSchema", evolution == Evolution.MERGE)
        .option("overwriteSchema", evolution == Evolution.REPLACE)
        .partitionBy(partitionBy.toArray(String[]::new))
        .save(path);
  }

  private String detail(String... columns) {
    var detail = sql("describe detail delta.`" + path + "`").selectExpr(columns).head();
    return detail.mkString(",");
  }

  private Dataset<Row> read() {
    return TestSpark.interpreting().read().format("delta").load(path);
  }

  private ExistingTable existing() {
    return existing(List.of());
  }

  private ExistingTable existing(List<String> partitionBy) {
    return new ExistingTable(true, read().schema(), partitionBy, Map.of());
  }

  /** The rows as JSON with nulls, sorted, with a blank between. */
  private String json() {
    var rows =
        read()
            .select(
                functions.to_json(
                    functions.struct(functions.col("*")), Map.of("ignoreNullFields", "false")))
            .collectAsList();
    return String.join(" ", rows.stream().map(row -> row.getString(0)).sorted().toList());
  }
}
