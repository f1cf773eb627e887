package io.tidegate.publish.jdbc;

import io.tidegate.jdbc.Database;
import io.tidegate.jdbc.RowSink;
import io.tidegate.jdbc.Statements;
import io.tidegate.jdbc.TableName;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.Tuple3;

/**
 * Writes a partition in one transaction, every row with the number of the attempt. Of a task that
 * Spark tries more than once it tells the driver of one attempt: the rows of the others go.
 */
record StageTask(
    Database database, TableName stage, List<String> columns, StructType schema, int batchRows)
    implements MapPartitionsFunction<Row, Tuple3<Long, Long, Long>> {

  private static final long serialVersionUID = 1L;

  /** The column with the attempt's number. */
  static final String ATTEMPT = "tidegate_attempt";

  /**
   * @return one element: the attempt, its rows, its bytes
   */
  @Override
  public Iterator<Tuple3<Long, Long, Long>> call(Iterator<Row> rows) {
    long attempt = TaskContext.get().taskAttemptId();
    Tuple3<Long, Long, Long> written =
        Statements.transaction(database, "writing to " + stage, sql -> write(sql, rows, attempt));
    return List.of(written).iterator();
  }

  private Tuple3<Long, Long, Long> write(Statements sql, Iterator<Row> rows, long attempt)
      throws SQLException {
    RowSink sink =
        database.dialect().loading().sink(sql.connection(), stage, columns, schema, batchRows);
    long count = 0;
    while (rows.hasNext()) {
      sink.add(with(rows.next(), attempt));
      count++;
    }
    return new Tuple3<>(attempt, count, sink.end());
  }

  private static Row with(Row row, long attempt) {
    Object[] values = new Object[row.size() + 1];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = attempt;
    return RowFactory.create(values);
  }
}
