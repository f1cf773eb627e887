package io.tidegate.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What the schema check needs to know of the table.
 *
 * @param exists false for a table that this run creates; then the rest is empty
 * @param schema with Delta's own metadata, if any
 * @param properties table properties
 */
public record ExistingTable(
    boolean exists, StructType schema, List<String> partitionBy, Map<String, String> properties) {

  public static final ExistingTable ABSENT =
      new ExistingTable(false, new StructType(), List.of(), Map.of());

  /**
   * The schema without columns that have no type yet: Delta keeps such, and shows them to nobody.
   */
  StructType visible() {
    return new StructType(
        Arrays.stream(schema.fields())
            .filter(field -> !field.dataType().equals(DataTypes.NullType))
            .toArray(StructField[]::new));
  }
}
