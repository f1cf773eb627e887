package io.tidegate.publish.jdbc;

import io.tidegate.jdbc.Loading;
import io.tidegate.jdbc.TableColumn;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A table's columns as Spark's. */
record Shape(List<TableColumn> columns) {

  StructType schema(Loading loading) {
    return new StructType(
        columns.stream()
            .map(
                column ->
                    DataTypes.createStructField(
                        column.name(), loading.sparkType(column.type()), column.nullable()))
            .toArray(StructField[]::new));
  }

  Optional<TableColumn> find(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** Without these columns, case apart. */
  Shape without(List<String> names) {
    return new Shape(
        columns.stream()
            .filter(column -> names.stream().noneMatch(column.name()::equalsIgnoreCase))
            .toList());
  }

  /** Without the columns that the database fills and the rows do not have. */
  Shape filledBy(StructType rows) {
    List<String> computed = List.of(rows.fieldNames());
    return new Shape(
        columns.stream()
            .filter(
                column ->
                    computed.stream().anyMatch(column.name()::equalsIgnoreCase)
                        || !(column.generated() || column.filled()))
            .toList());
  }
}
