package io.tidegate.jdbc;

import io.tidegate.problem.UserException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements in one transaction. */
public final class Statements {

  /** Of a row of a result. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Statements sql) throws SQLException;
  }

  private final Connection connection;

  private Statements(Connection connection) {
    this.connection = connection;
  }

  /**
   * One transaction on a connection of its own: all of the work, or nothing of it.
   *
   * @param attempted for the reader of an error, as in {@code loading mart.orders}
   * @throws UserException when the database refuses it for good
   * @throws io.tidegate.problem.TransientException when the same may succeed later; what was to be
   *     committed then may be committed all the same
   */
  public static <T> T transaction(Database database, String attempted, Work<T> work) {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      database.dialect().loading().limitWaits(connection);
      return finished(connection, work);
    } catch (SQLException e) {
      throw SqlFailures.explain(e, attempted);
    }
  }

  private static <T> T finished(Connection connection, Work<T> work) throws SQLException {
    try {
      T result = work.run(new Statements(connection));
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException | Error failure) {
      rollBack(connection, failure);
      throw failure;
    }
  }

  private static void rollBack(Connection connection, Throwable failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  public Connection connection() {
    return connection;
  }

  /**
   * @return how many rows it changed
   */
  public long execute(String statement, Object... values) throws SQLException {
    try (PreparedStatement prepared = prepared(statement, values)) {
      return prepared.execute() ? 0 : Math.max(0, prepared.getLargeUpdateCount());
    }
  }

  public <T> List<T> query(RowReader<T> reader, String query, Object... values)
      throws SQLException {
    try (PreparedStatement prepared = prepared(query, values);
        ResultSet result = prepared.executeQuery()) {
      var rows = new ArrayList<T>();
      while (result.next()) {
        rows.add(reader.read(result));
      }
      return rows;
    }
  }

  /** Of a query with one row and one number. */
  public long number(String query, Object... values) throws SQLException {
    return query(row -> row.getLong(1), query, values).get(0);
  }

  private PreparedStatement prepared(String statement, Object... values) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    for (int i = 0; i < values.length; i++) {
      prepared.setObject(i + 1, values[i]);
    }
    return prepared;
  }
}
