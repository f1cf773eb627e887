package io.tidegate.jdbc;

import io.tidegate.config.JdbcSource;
import io.tidegate.config.JdbcSource.Isolation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked of a database before and while a source is read: by one connection, in one
 * transaction, which the reading connections join where they can. Close it when all is read.
 */
public final class ReadSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReadSession.class);

  private final Database database;
  private final String what;
  private final Connection connection;
  private final Optional<String> joining;

  private ReadSession(
      Database database, String what, Connection connection, Optional<String> joining) {
    this.database = database;
    this.what = what;
    this.connection = connection;
    this.joining = joining;
  }

  /**
   * @throws io.tidegate.problem.UserException when the database refuses it for good
   * @throws io.tidegate.problem.TransientException when the database does not answer
   */
  public static ReadSession open(Database database, JdbcSource source) {
    String what =
        (source.isQuery() ? "the query" : "the table " + source.what())
            + " of the database '"
            + database.name()
            + "'";
    Connection connection = database.connect();
    try {
      Optional<String> joining =
          source.isolation() == Isolation.SNAPSHOT
              ? database.dialect().reading().beginSnapshot(connection)
              : Optional.empty();
      return new ReadSession(database, what, connection, joining);
    } catch (SQLException e) {
      closeAfter(e, connection);
      throw SqlFailures.explain(e, "beginning to read " + what);
    }
  }

  /** What a connection begins with to see what this session sees; empty where it cannot. */
  public Optional<String> joining() {
    return joining;
  }

  /** The columns of a query. */
  public List<ReadColumn> columns(String query) {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT * FROM (" + query + "\n) t WHERE 1 = 0");
        ResultSet nothing = statement.executeQuery()) {
      return columns(nothing.getMetaData());
    } catch (SQLException e) {
      throw SqlFailures.explain(e, "reading the columns of " + what);
    }
  }

  private List<ReadColumn> columns(ResultSetMetaData data) throws SQLException {
    var columns = new ArrayList<ReadColumn>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      columns.add(
          database
              .dialect()
              .reading()
              .read(
                  data.getColumnLabel(i),
                  data.getColumnTypeName(i),
                  data.getPrecision(i),
                  data.getScale(i),
                  data.isNullable(i) != ResultSetMetaData.columnNoNulls));
    }
    return columns;
  }

  /**
   * The first row of a query as text.
   *
   * @return empty for a query without rows; a null is an empty value
   */
  public Optional<List<Optional<String>>> first(String query) {
    return rows(query, 1).stream().findFirst();
  }

  /** All rows of a query as text; a null is an empty value. */
  public List<List<Optional<String>>> all(String query) {
    return rows(query, 0);
  }

  /**
   * @param most 0 for all
   */
  private List<List<Optional<String>>> rows(String query, int most) {
    var found = new ArrayList<List<Optional<String>>>();
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(most);
      try (ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          found.add(texts(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw SqlFailures.explain(e, "reading " + what);
    }
  }

  private static List<Optional<String>> texts(ResultSet row) throws SQLException {
    var texts = new ArrayList<Optional<String>>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      texts.add(Optional.ofNullable(row.getString(i)));
    }
    return texts;
  }

  private static void closeAfter(SQLException failure, Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** Ends the transaction. What goes wrong now no longer matters: all is read. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("closing the connection failed", e);
    }
  }
}
