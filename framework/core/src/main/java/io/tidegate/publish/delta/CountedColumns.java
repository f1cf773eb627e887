package io.tidegate.publish.delta;

import io.tidegate.config.OutputConfig;
import io.tidegate.publish.TableState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Of which columns Delta collects statistics: the first 32 leaves of the schema, unless the table's
 * properties say otherwise ({@code delta.dataSkippingNumIndexedCols}, {@code
 * delta.dataSkippingStatsColumns}). {@link Stager} has them collected whatever the session says.
 */
final class CountedColumns {

  private static final String NUMBER = "delta.dataSkippingNumIndexedCols";
  private static final String NAMES = "delta.dataSkippingStatsColumns";
  private static final String DEFAULT_NUMBER = "32";

  private CountedColumns() {}

  static Set<String> of(OutputConfig output, TableState base, StructType schema) {
    Map<String, String> properties = new HashMap<>(base.properties());
    properties.putAll(output.properties());
    if (properties.containsKey(NAMES)) {
      return Set.of();
    }
    Set<String> counted =
        first(Integer.parseInt(properties.getOrDefault(NUMBER, DEFAULT_NUMBER)), schema);
    // Partition columns are not in the files.
    counted.removeAll(output.partitionBy());
    return counted;
  }

  /** The top-level columns of plain types among the first leaves; -1 stands for all. */
  private static Set<String> first(int limit, StructType schema) {
    Set<String> counted = new LinkedHashSet<>();
    int leaves = 0;
    for (StructField field : schema.fields()) {
      if (isPlain(field.dataType()) && (limit < 0 || leaves < limit)) {
        counted.add(field.name());
      }
      leaves += leaves(field.dataType());
    }
    return counted;
  }

  private static boolean isPlain(DataType type) {
    return !(type instanceof StructType || type instanceof ArrayType || type instanceof MapType);
  }

  private static int leaves(DataType type) {
    return type instanceof StructType struct
        ? Arrays.stream(struct.fields()).mapToInt(field -> leaves(field.dataType())).sum()
        : 1;
  }
}
