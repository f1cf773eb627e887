package io.tidegate.dataset;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Joins rows by the names of their columns. The declared columns come first, in their order, then
 * the others in the order in which they are met. A column that some rows lack is null there.
 */
final class UnionByName {

  private final Names names;

  UnionByName(Names names) {
    this.names = names;
  }

  Dataset<Row> of(List<Dataset<Row>> parts, Optional<StructType> declared) {
    Map<String, StructField> columns = new LinkedHashMap<>();
    Stream.concat(declared.stream(), parts.stream().map(Dataset::schema))
        .flatMap(schema -> Arrays.stream(schema.fields()))
        .forEach(field -> columns.putIfAbsent(names.key(field.name()), field));
    return parts.stream()
        .map(part -> select(part, columns))
        .reduce(Dataset::union)
        .orElseThrow(() -> new IllegalArgumentException("nothing to join"));
  }

  private Dataset<Row> select(Dataset<Row> part, Map<String, StructField> columns) {
    Map<String, String> there = new LinkedHashMap<>();
    Arrays.stream(part.columns()).forEach(name -> there.put(names.key(name), name));
    return part.select(
        columns.entrySet().stream()
            .map(entry -> column(there.get(entry.getKey()), entry.getValue()))
            .toArray(Column[]::new));
  }

  private static Column column(
      @org.jspecify.annotations.Nullable String there, StructField wanted) {
    Column value =
        there == null
            ? functions.lit(null).cast(wanted.dataType())
            : functions.col(Names.quoted(there));
    return value.as(wanted.name());
  }
}
