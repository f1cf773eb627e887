package io.tidegate.publish.delta;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.tidegate.publish.PartitionValues;
import io.tidegate.publish.TablePartition;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.delta.DeltaColumnMapping;
import org.apache.spark.sql.delta.Snapshot;

/** What the log says of a table's partitions; no data file is opened. */
record PartitionFiles(TableLog table) {

  List<TablePartition> of(String column) {
    return table.active(() -> list(table.now(), column));
  }

  private static List<TablePartition> list(Snapshot now, String column) {
    PartitionValues values = PartitionValues.of(now.schema(), column);
    String physical = DeltaColumnMapping.getPhysicalName(values.column());
    Column rows =
        get_json_object(col("stats"), "$.numRecords")
            .cast("long")
            .minus(coalesce(col("deletionVector.cardinality"), lit(0L)));
    return now
        .allFiles()
        .select(
            values.text(col("partitionValues").getItem(physical)).as("value"),
            col("size"),
            rows.as("rows"))
        .groupBy("value")
        .agg(count(lit(1)), sum("size"), coalesce(sum("rows"), lit(0L)), count("rows"))
        .orderBy("value")
        .collectAsList()
        .stream()
        .map(values::partition)
        .toList();
  }
}
