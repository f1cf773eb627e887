package io.tidegate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.problem.Place;
import io.tidegate.problem.UserException;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaContractTest {

  private static final Place PLACE = Place.of("orders.conf", 7, "output.schema.contract");

  @Test
  void readsDdl() {
    var schema =
        parse(
            "id BIGINT NOT NULL, `a.b` STRING COMMENT 'dotted', s STRUCT<x: INT NOT NULL> NOT NULL");
    assertThat(schema)
        .isEqualTo(
            new StructType()
                .add("id", DataTypes.LongType, false)
                .add("a.b", DataTypes.StringType, true, "dotted")
                .add("s", new StructType().add("x", DataTypes.IntegerType, false), false));
  }

  @Test
  void readsWhatSparkPrintsAsJson() {
    var schema =
        StructType.fromDDL("id BIGINT NOT NULL, l ARRAY<STRUCT<x: INT>>, m MAP<STRING, INT>");
    assertThat(parse("  " + schema.json() + "\n")).isEqualTo(schema);
  }

  @Test
  void keepsNoMetadataButTheComment() {
    var json =
        """
        {"type":"struct","fields":[{"name":"id","type":"long","nullable":true,
         "metadata":{"delta.columnMapping.id":1,"comment":"the key"}},
         {"name":"n","type":"long","nullable":true,"metadata":{"x":1}}]}""";
    assertThat(parse(json).apply("id").metadata().json()).isEqualTo("{\"comment\":\"the key\"}");
    assertThat(parse(json).apply("n").metadata()).isEqualTo(Metadata.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id BIGNT        | the contract cannot be read as Spark DDL: [UNSUPPORTED_DATATYPE] Unsupported data type "BIGNT".(line 1, pos 3) (write it like: id BIGINT NOT NULL, name STRING)
          id BIGINT,      | the contract cannot be read as Spark DDL: [PARSE_SYNTAX_ERROR] Syntax error at or near end of input.(line 1, pos 10) (write it like: id BIGINT NOT NULL, name STRING)
          ''              | the contract has no columns
          {}              | the contract cannot be read as Spark's schema JSON: Failed to convert the JSON string '{}' to a data type. (take what df.schema().json() prints)
          { "type": "arr  | the contract cannot be read as Spark's schema JSON: Unexpected end-of-input: was expecting closing quote for a string value (take what df.schema().json() prints)
          {"type":"array","elementType":"long","containsNull":true} | the contract has no columns
          {"type":"struct","fields":[]} | the contract has no columns
          a INT, A INT    | the contract's A is there twice (names must differ by more than case)
          s STRUCT<x: INT, X: INT> | the contract's s.X is there twice (names must differ by more than case)
          a VARCHAR(10)   | the contract's a is varchar(10) (use string, and a rule for its length)
          a ARRAY<CHAR(3)> | the contract's a.element is char(3) (use string, and a rule for its length)
          {"type":"struct","fields":[{"name":"a","type":"long","nullable":true,"metadata":{"CURRENT_DEFAULT":"3"}}]} | the contract's a has a DEFAULT (have the job compute the value)
          s STRUCT<x: INT NOT NULL> | the contract's s.x is declared without nulls where Delta does not check it (make it nullable; in a struct, make the struct NOT NULL too)
          l ARRAY<STRUCT<x: INT NOT NULL>> NOT NULL | the contract's l.element.x is declared without nulls where Delta does not check it (make it nullable; in a struct, make the struct NOT NULL too)
          """)
  void saysWhatIsWrong(String text, String expected) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(UserException.class)
        .message()
        .isEqualTo("orders.conf:7: output.schema.contract: " + expected);
  }

  @Test
  void promisesOfNoNullsInsideArraysAndMapsAreRefused() {
    var schema =
        new StructType()
            .add("l", DataTypes.createArrayType(DataTypes.LongType, false))
            .add("m", DataTypes.createMapType(DataTypes.LongType, DataTypes.LongType, false));
    assertThatThrownBy(() -> parse(schema.json()))
        .isInstanceOfSatisfying(
            UserException.class,
            e ->
                assertThat(e.problems())
                    .extracting("message")
                    .containsExactly(
                        "the contract's l.element is declared without nulls where Delta does not check it",
                        "the contract's m.value is declared without nulls where Delta does not check it"));
  }

  private static StructType parse(String text) {
    return SchemaContract.parse(text, PLACE);
  }
}
