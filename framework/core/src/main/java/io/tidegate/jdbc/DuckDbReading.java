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
      case "DATE" -> new ReadColumn(name, type, column, Conversion.NONE, Kind.TIME, nullable);
      case "TIMESTAMP" -> time(name, type, Conversion.MICROSECONDS, nullable);
      // Of which Spark's reader knows no type.
      case "TIMESTAMP WITH TIME ZONE" -> time(name, type, Conversion.INSTANT, nullable);
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

  private ReadColumn time(String name, String type, Conversion conversion, boolean nullable) {
    String microseconds = "EPOCH_US(" + dialect.quoted(name) + ")";
    return new ReadColumn(name, type, microseconds, conversion, Kind.TIME, nullable);
  }

  @Override
  public Optional<ReadColumn> numbers(ReadColumn time) {
    String number =
        time.type().equals("DATE") ? "EPOCH_US(" + time.expression() + ")" : time.expression();
    return Optional.of(
        new ReadColumn(
            time.name(), "BIGINT", number, Conversion.NONE, Kind.NUMBER, time.nullable()));
  }

  /** Of floating-point numbers it does not tell the bits. */
  @Override
  public Optional<String> canonical(ReadColumn column) {
    String value = column.expression();
    return switch (column.type()) {
      case "FLOAT", "DOUBLE" -> Optional.empty();
      case "BOOLEAN" -> Optional.of(text("CAST(" + value + " AS INTEGER)"));
      case "BLOB" -> Optional.of("LOWER(HEX(" + value + "))");
      case "DATE" -> Optional.of(text("(" + value + " - DATE '1970-01-01')"));
      default -> Optional.of(text(value));
    };
  }

  @Override
  public String number(String digest) {
    return "CAST('0x' || SUBSTR(" + digest + ", 1, 15) AS BIGINT)";
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
