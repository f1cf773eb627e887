package io.tidegate.publish;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/**
 * A table as it was found when the run looked: what the schema check judges against and what the
 * transaction starts from.
 *
 * @param version -1 for a table that does not exist yet
 * @param schema empty for a table that does not exist yet
 */
public record TableState(
    long version, StructType schema, List<String> partitionBy, Map<String, String> properties) {

  public static final TableState ABSENT = new TableState(-1, new StructType(), List.of(), Map.of());

  public boolean exists() {
    return version >= 0;
  }
}
