package io.tidegate.dataset;

import io.tidegate.interop.Scala;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.functions;

/**
 * Rows and bytes of a version of a Delta table, from its log alone.
 *
 * <p>Delta's optimizer answers a count from the statistics of the files, deletion vectors taken
 * off, when every file has them (OptimizeMetadataOnlyDeltaQuery). Whether it did is seen in the
 * optimized plan, so that no data is scanned when it did not. Only Spark's classes are used.
 *
 * @param table the whole table at a version
 */
record DeltaStatistics(Dataset<Row> table) {

  /** Empty when a file has no statistics. */
  OptionalLong rows() {
    var counted = table.agg(functions.count(functions.lit(1)));
    // The plan is the answer: to run it would have the log read once more.
    return counted.queryExecution().optimizedPlan() instanceof LocalRelation answer
        ? OptionalLong.of(answer.data().head().getLong(0))
        : OptionalLong.empty();
  }

  /** Lists all files of the version: the way when its log does not tell. */
  long bytes() {
    long bytes = 0;
    for (LogicalPlan leaf : Scala.list(table.queryExecution().optimizedPlan().collectLeaves())) {
      if (leaf instanceof LogicalRelation scan
          && scan.relation() instanceof HadoopFsRelation relation) {
        bytes += relation.location().sizeInBytes();
      }
    }
    return bytes;
  }
}
