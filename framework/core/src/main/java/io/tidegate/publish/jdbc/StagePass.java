package io.tidegate.publish.jdbc;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import scala.Option;
import scala.Tuple3;

/**
 * The pass over the rows that stages them. The tasks get the rows as Spark holds them: a {@code
 * Row}, with an object for each value, costs more than to send it to the database.
 */
record StagePass(Dataset<Row> rows, StageTask task) {

  /** By this name Spark's listeners know it. */
  private static final String ACTION = "stage";

  /**
   * An action like those of {@link Dataset}: what the rows observe is told to Spark's listeners.
   *
   * @return for each task that counts its attempt, its rows, its bytes
   */
  List<Tuple3<Long, Long, Long>> run() {
    QueryExecution execution = rows.queryExecution();
    return SQLExecution.withNewExecutionId(
        execution,
        Option.apply(ACTION),
        () -> execution.toRdd().toJavaRDD().mapPartitions(task).collect());
  }
}
