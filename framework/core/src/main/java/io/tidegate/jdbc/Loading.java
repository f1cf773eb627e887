package io.tidegate.jdbc;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** What a database has of its own for those who load tables. Stateless. */
public interface Loading extends Serializable {

  /** The column type that holds every value of Spark's; empty where there is none. */
  Optional<String> type(DataType type);

  /** Spark's type for the values of a column; text for what Spark has no type for. */
  DataType sparkType(String type);

  /**
   * What each connection that loads begins with: it does not wait for a lock for ever, if the
   * database's own settings do not say how long. A wait that is too long is worth a retry.
   */
  default void limitWaits(Connection connection) throws SQLException {
    // A database in a file has no locks that others forget.
  }

  /** The table's columns in order; none when there is no such table. */
  List<TableColumn> columns(Connection connection, TableName table) throws SQLException;

  /** The table's conditions on single rows, apart from NOT NULL. */
  List<CheckConstraint> checks(Connection connection, TableName table) throws SQLException;

  /**
   * Until the transaction ends, whoever else locks the same name waits, or one of the two fails.
   */
  void lock(Connection connection, TableName name) throws SQLException;

  /** Until the transaction ends, nobody else changes rows of the table; all may read. */
  void lockRows(Connection connection, TableName table) throws SQLException;

  /** What creates a table for rows of which a crash of the database may leave none. */
  default String createPassing() {
    return "CREATE TABLE";
  }

  /** The rows of a table that was made by {@link #createPassing} outlive a crash from now on. */
  default void keep(Connection connection, TableName table) throws SQLException {
    // They do anyway, where there is no other kind of table.
  }

  /**
   * Whether the database finds sooner than by counting that no two rows have the same keys. False
   * tells nothing.
   *
   * @param keys columns, none of which is null in any row
   */
  default boolean findsUnique(Connection connection, TableName table, List<String> keys)
      throws SQLException {
    return false;
  }

  /**
   * @param columns of the table, in the order of the rows' columns
   * @param schema the rows'
   * @param batchRows rows for each round trip, where there is no bulk load
   */
  RowSink sink(
      Connection connection,
      TableName table,
      List<String> columns,
      StructType schema,
      int batchRows)
      throws SQLException;

  /** The constraint that a statement broke, where the database says so. */
  Optional<String> constraint(SQLException failure);

  /** Whether the failure is for what another transaction did at the same time. */
  boolean isConflict(SQLException failure);

  /** The value as one that can be compared, whatever its column's type. */
  default String comparable(String value, String type) {
    return value;
  }
}
