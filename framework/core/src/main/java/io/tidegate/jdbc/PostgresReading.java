package io.tidegate.jdbc;

import io.tidegate.jdbc.ReadColumn.Conversion;
import io.tidegate.jdbc.ReadColumn.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reading tables of PostgreSQL. */
final class PostgresReading implements Reading {

  private static final long serialVersionUID = 1L;

  /** The most digits that Spark's decimals have. */
  private static final int DIGITS = 38;

  /** What the driver calls columns with a sequence behind them. */
  private static final Map<String, String> SERIAL =
      Map.of("smallserial", "int2", "serial", "int4", "bigserial", "int8");

  private static final Set<String> NUMBERS =
      Set.of("int2", "int4", "int8", "float4", "float8", "numeric");

  private static final Set<String> AS_THEY_ARE =
      Set.of("bool", "text", "varchar", "bpchar", "bytea");

  private static final Set<String> ELEMENTS =
      Set.of("int2", "int4", "int8", "float4", "float8", "bool", "text", "varchar", "date");

  private final Dialect dialect;

  PostgresReading(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public ReadColumn read(String name, String type, int precision, int scale, boolean nullable) {
    String column = dialect.quoted(name);
    String plain = SERIAL.getOrDefault(type, type);
    if (plain.startsWith("_")) {
      return array(name, plain, nullable);
    }
    if (NUMBERS.contains(plain)) {
      boolean fits = !plain.equals("numeric") || (precision > 0 && precision <= DIGITS);
      String expression = fits ? column : text(column);
      return new ReadColumn(name, plain, expression, Conversion.NONE, Kind.NUMBER, nullable);
    }
    return switch (plain) {
      case "date", "timestamptz" ->
          new ReadColumn(name, plain, column, Conversion.NONE, Kind.TIME, nullable);
      case "timestamp" ->
          new ReadColumn(
              name, plain, microseconds(column), Conversion.MICROSECONDS, Kind.TIME, nullable);
      default ->
          new ReadColumn(
              name,
              plain,
              AS_THEY_ARE.contains(plain) ? column : text(column),
              Conversion.NONE,
              Kind.OTHER,
              nullable);
    };
  }

  private ReadColumn array(String name, String type, boolean nullable) {
    String column = dialect.quoted(name);
    boolean known = ELEMENTS.contains(type.substring(1));
    return new ReadColumn(
        name,
        type,
        known ? column : "CAST(" + column + " AS text[])",
        Conversion.NONE,
        Kind.ARRAY,
        nullable);
  }

  @Override
  public Optional<String> canonical(ReadColumn column) {
    String type = column.type();
    if (column.kind() != Kind.ARRAY) {
      return Optional.of(canonical(column.expression(), type));
    }
    String element = type.substring(1);
    String one = ELEMENTS.contains(element) ? canonical("e", element) : "e";
    return Optional.of(
        """
        CASE WHEN %1$s IS NOT NULL THEN (SELECT COALESCE(STRING_AGG(%2$s, '' ORDER BY i), '')
        FROM UNNEST(%1$s) WITH ORDINALITY AS u (e, i)) END"""
            .formatted(column.expression(), digest(one)));
  }

  private String canonical(String value, String type) {
    return switch (type) {
      case "float4", "float8" -> "ENCODE(%sSEND(%s), 'hex')".formatted(type, value);
      case "bool" -> text("CAST(" + value + " AS int4)");
      case "bytea" -> "ENCODE(" + value + ", 'hex')";
      case "date" -> text("(" + value + " - DATE '1970-01-01')");
      case "timestamptz" -> text(microseconds(value));
      // A cast to text would take the blanks at its end.
      case "bpchar" -> "TEXTIN(BPCHAROUT(" + value + "))";
      default -> text(value);
    };
  }

  private static String microseconds(String time) {
    return "CAST(EXTRACT(EPOCH FROM " + time + ") * 1000000 AS int8)";
  }

  /** Of the text in UTF-8, whatever the database's encoding. */
  @Override
  public String digest(String text) {
    return Reading.super.digest("CONVERT_TO(" + text + ", 'UTF8')");
  }

  @Override
  public String number(String digest) {
    return "CAST(CAST('x' || SUBSTR(" + digest + ", 1, 15) AS bit(60)) AS int8)";
  }

  @Override
  public Optional<String> beginSnapshot(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
      try (ResultSet name = statement.executeQuery("SELECT pg_export_snapshot()")) {
        name.next();
        return Optional.of(
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT "
                + dialect.literal(name.getString(1)));
      }
    }
  }

  @Override
  public String part(String expression, int parts) {
    return "COALESCE(ABS(HASHTEXT(%s) %% %d), 0)".formatted(text(expression), parts);
  }

  @Override
  public String text(String expression) {
    return "CAST(" + expression + " AS text)";
  }

  /** Times without a zone are taken for those of UTC. */
  @Override
  public String now(ReadColumn column) {
    return column.type().equals("timestamptz")
        ? "CURRENT_TIMESTAMP"
        : "(CURRENT_TIMESTAMP AT TIME ZONE 'UTC')";
  }

  @Override
  public String earlier(String time, Duration by) {
    return "(" + time + " - INTERVAL '" + by.toMillis() + " milliseconds')";
  }

  @Override
  public String isNested(String array) {
    return "COALESCE(ARRAY_NDIMS(" + array + "), 0) > 1";
  }
}
