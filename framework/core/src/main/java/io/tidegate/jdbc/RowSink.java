package io.tidegate.jdbc;

import java.sql.SQLException;
import org.apache.spark.sql.catalyst.InternalRow;

/** Takes rows into one table, within the transaction of its connection. */
public interface RowSink {

  /** The row may be another one after the call: Spark uses it again. */
  void add(InternalRow row) throws SQLException;

  /**
   * Nothing is added after it.
   *
   * @return the bytes that were sent
   */
  long end() throws SQLException;
}
