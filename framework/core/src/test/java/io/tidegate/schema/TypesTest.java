package io.tidegate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.SchemaChange;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesTest {

  @ParameterizedTest(name = "{0} to {1} is {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tinyint       | smallint      | WIDEN_TYPE
          tinyint       | int           | WIDEN_TYPE
          smallint      | int           | WIDEN_TYPE
          tinyint       | bigint        | REWRITE_TYPE
          int           | bigint        | REWRITE_TYPE
          smallint      | float         | REWRITE_TYPE
          int           | float         | CHANGE_TYPE
          int           | double        | REWRITE_TYPE
          bigint        | double        | CHANGE_TYPE
          float         | double        | REWRITE_TYPE
          float         | bigint        | CHANGE_TYPE
          tinyint       | decimal(3,0)  | REWRITE_TYPE
          tinyint       | decimal(2,0)  | NARROW_TYPE
          tinyint       | decimal(2,1)  | CHANGE_TYPE
          int           | decimal(12,2) | REWRITE_TYPE
          int           | decimal(11,2) | CHANGE_TYPE
          bigint        | decimal(19,0) | REWRITE_TYPE
          bigint        | decimal(18,0) | NARROW_TYPE
          decimal(9,2)  | decimal(12,2) | REWRITE_TYPE
          decimal(9,2)  | decimal(10,3) | REWRITE_TYPE
          decimal(9,2)  | decimal(9,3)  | CHANGE_TYPE
          decimal(9,0)  | int           | REWRITE_TYPE
          decimal(10,0) | int           | NARROW_TYPE
          decimal(9,1)  | int           | CHANGE_TYPE
          decimal(9,1)  | double        | CHANGE_TYPE
          date          | timestamp_ntz | REWRITE_TYPE
          date          | timestamp     | CHANGE_TYPE
          timestamp_ntz | timestamp     | CHANGE_TYPE
          smallint      | tinyint       | NARROW_TYPE
          bigint        | int           | NARROW_TYPE
          double        | float         | NARROW_TYPE
          double        | int           | NARROW_TYPE
          decimal(12,2) | decimal(9,2)  | NARROW_TYPE
          timestamp_ntz | date          | NARROW_TYPE
          string        | void          | NARROW_TYPE
          int           | string        | CHANGE_TYPE
          string        | int           | CHANGE_TYPE
          binary        | string        | CHANGE_TYPE
          boolean       | int           | CHANGE_TYPE
          int           | array<int>    | CHANGE_TYPE
          array<int>    | map<int,int>  | CHANGE_TYPE
          """)
  void changesOfType(String from, String to, SchemaChange expected) {
    assertThat(Types.change(DataType.fromDDL(from), DataType.fromDDL(to))).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"int", "decimal(9,2)", "string", "array<int>", "struct<a: int, `b.c`: string>"})
  void theSameTypeIsNoChange(String type) {
    assertThat(Types.change(DataType.fromDDL(type), DataType.fromDDL(type))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true,false", "false,true"})
  void nullabilityIsNoChangeOfType(boolean table, boolean incoming) {
    var was = DataTypes.createArrayType(DataTypes.LongType, table);
    var is = DataTypes.createArrayType(DataTypes.LongType, incoming);
    assertThat(Types.change(was, is)).isEmpty();
  }
}
