package io.tidegate.publish;

import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.util.QuotingUtils;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * A column of any type as one that Spark can compare: maps become lists of their entries. Equal
 * lists are equal maps; maps in another order of entries count as different.
 */
final class ComparableColumn {

  private ComparableColumn() {}

  static Column of(Column column, DataType type) {
    if (!hasMap(type)) {
      return column;
    }
    if (type instanceof MapType map) {
      return transform(
          map_entries(column),
          entry ->
              struct(
                  of(entry.getField("key"), map.keyType()).as("key"),
                  of(entry.getField("value"), map.valueType()).as("value")));
    }
    return type instanceof ArrayType array
        ? transform(column, element -> of(element, array.elementType()))
        : when(column.isNotNull(), struct(fields(column, (StructType) type)));
  }

  private static Column[] fields(Column column, StructType type) {
    return Arrays.stream(type.fields())
        .map(
            field ->
                of(column.getField(QuotingUtils.quoteIfNeeded(field.name())), field.dataType())
                    .as(field.name()))
        .toArray(Column[]::new);
  }

  private static boolean hasMap(DataType type) {
    if (type instanceof StructType struct) {
      return Arrays.stream(struct.fields()).anyMatch(field -> hasMap(field.dataType()));
    }
    return type instanceof MapType
        || (type instanceof ArrayType array && hasMap(array.elementType()));
  }
}
