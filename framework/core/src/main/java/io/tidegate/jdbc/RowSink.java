package io.tidegate.jdbc;

import java.sql.SQLException;
import org.apache.spark.sql.Row;

/** Takes rows into one table, within the transaction of its connection. */
public interface RowSink {

  void add(Row row) throws SQLException;

  /**
   * Nothing is added after it.
   *
   * @return the bytes that were sent
   */
  long end() throws SQLException;
}
