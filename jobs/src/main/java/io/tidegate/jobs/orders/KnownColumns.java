package io.tidegate.jobs.orders;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Types the columns that a job knows and passes on those that it does not: whether a column that is
 * missing or new is all right is for the schema check to say. Known columns come first, in their
 * order. A value that does not fit its type becomes null, which the rules find.
 */
record KnownColumns(StructType schema) {

  static KnownColumns of(String ddl) {
    return new KnownColumns(StructType.fromDDL(ddl));
  }

  Dataset<Row> type(Dataset<Row> rows) {
    List<String> present = List.of(rows.columns());
    List<String> known = List.of(schema.fieldNames());
    Stream<Column> typed =
        Arrays.stream(schema.fields())
            .filter(field -> present.contains(field.name()))
            .map(KnownColumns::typed);
    Stream<Column> others =
        present.stream().filter(name -> !known.contains(name)).map(KnownColumns::named);
    return rows.select(Stream.concat(typed, others).toArray(Column[]::new));
  }

  private static Column typed(StructField field) {
    return named(field.name()).cast(field.dataType()).as(field.name());
  }

  private static Column named(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }
}
