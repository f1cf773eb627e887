package io.tidegate.publish.jdbc;

import io.tidegate.jdbc.Database;
import io.tidegate.jdbc.RowSink;
import io.tidegate.jdbc.Statements;
import io.tidegate.jdbc.TableName;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.types.StructType;
import scala.Tuple3;

/**
 * Writes a partition in one transaction, every row with the number of the attempt. Of a task that
 * Spark tries more than once it tells the driver of one attempt: the rows of the others go.
 *
 * @param columns of the staging table: the rows' and {@link #ATTEMPT}
 * @param schema the columns'
 */
record StageTask(
    Database database, TableName stage, List<String> columns, StructType schema, int batchRows)
    implements FlatMapFunction<Iterator<InternalRow>, Tuple3<Long, Long, Long>> {

  private static final long serialVersionUID = 1L;

  /** The column with the attempt's number. */
  static final String ATTEMPT = "tidegate_attempt";

  /**
   * @return one element: the attempt, its rows, its bytes
   */
  @Override
  public Iterator<Tuple3<Long, Long, Long>> call(Iterator<InternalRow> rows) {
    long attempt = TaskContext.get().taskAttemptId();
    Tuple3<Long, Long, Long> written =
        Statements.transaction(database, "writing to " + stage, sql -> write(sql, rows, attempt));
    return List.of(written).iterator();
  }

  private Tuple3<Long, Long, Long> write(Statements sql, Iterator<InternalRow> rows, long attempt)
      throws SQLException {
    RowSink sink =
        database.dialect().loading().sink(sql.connection(), stage, columns, schema, batchRows);
    var number = new GenericInternalRow(new Object[] {attempt});
    var numbered = new JoinedRow();
    long count = 0;
    while (rows.hasNext()) {
      sink.add(numbered.apply(rows.next(), number));
      count++;
    }
    return new Tuple3<>(attempt, count, sink.end());
  }
}
