package io.tidegate.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ledger as docs/sql/duckdb.sql has it. */
final class DuckDb implements AutoCloseable {

  private final Connection connection;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  static DuckDb open(Path ledger) throws IOException, SQLException {
    var duckDb = new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
    duckDb.turnTo(ledger);
    duckDb.execute(Files.readString(Path.of("../../docs/sql/duckdb.sql")));
    return duckDb;
  }

  void turnTo(Path ledger) throws SQLException {
    execute("SET VARIABLE ledger = '" + ledger + "'");
  }

  private void execute(String statements) throws SQLException {
    try (Statement executed = connection.createStatement()) {
      executed.execute(statements);
    }
  }

  /** As {@link Answer#lines} of Spark. */
  List<String> lines(String view) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM " + view)) {
      int columns = result.getMetaData().getColumnCount();
      var rows = new ArrayList<List<String>>();
      while (result.next()) {
        var row = new ArrayList<String>();
        for (int column = 1; column <= columns; column++) {
          row.add(text(result.getObject(column)));
        }
        rows.add(row);
      }
      var names = new ArrayList<String>();
      for (int column = 1; column <= columns; column++) {
        names.add(result.getMetaData().getColumnName(column));
      }
      return Answer.lines(names, rows);
    }
  }

  private static String text(@Nullable Object value) throws SQLException {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant().toString();
    }
    return value instanceof Array array
        ? Arrays.toString((Object[]) array.getArray())
        : String.valueOf(value);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
