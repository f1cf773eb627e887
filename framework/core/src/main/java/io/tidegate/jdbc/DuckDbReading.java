package io.tidegate.jdbc;

import io.tidegate.jdbc.ReadColumn.Conversion;
import io.tidegate.jdbc.ReadColumn.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reading tables of DuckDB, whose connections do not share snapshots. */
final class DuckDbReading implements Reading {

  private static final long serialVersionUID = 1L;

  private static final Set<String> NUMBERS =
      Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "FLOAT", "DOUBLE");

  private static final Set<String> AS_THEY_ARE = Set.of("BOOLEAN", "VARCHAR", "BLOB");

  private final Dialect dialect;

  DuckDbReading(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public ReadColumn read(String name, String type, int precision, int scale, boolean nullable) {
    String column = dialect.quoted(name);
    if (NUMBERS.contains(type) || type.startsWith("DECIMAL")) {
      return new ReadColumn(name, type, column, Conversion.NONE, Kind.NUMBER, nullable);
    }
    return switch (type) {
      case "DATE", "TIMESTAMP WITH TIME ZONE" ->
          new ReadColumn(name, type, column, Conversion.NONE, Kind.TIME, nullable);
      case "TIMESTAMP" ->
          new ReadColumn(
              name, type, "EPOCH_US(" + column + ")", Conversion.MICROSECONDS, Kind.TIME, nullable);
      default ->
          new ReadColumn(
              name,
              type,
              AS_THEY_ARE.contains(type) ? column : text(column),
              Conversion.NONE,
              Kind.OTHER,
              nullable);
    };
  }

  @Override
  public Optional<String> beginSnapshot(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    return Optional.empty();
  }

  @Override
  public String part(String expression, int parts) {
    return "COALESCE(CAST(HASH(%s) %% %d AS INTEGER), 0)".formatted(expression, parts);
  }

  @Override
  public String earlier(String time, Duration by) {
    return "(" + time + " - INTERVAL '" + by.toMillis() + " milliseconds')";
  }
}
