package io.tidegate.jdbc;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** How one database's SQL differs from the others' where tables are read. Stateless. */
public interface Reading extends Serializable {

  /**
   * How a column comes to Spark without loss: what Spark has no type for comes as text.
   *
   * @param type the driver's name of the type
   */
  ReadColumn read(String name, String type, int precision, int scale, boolean nullable);

  /**
   * Begins a transaction that sees one state of the database until it ends, and gives the
   * statements with which other connections join it; empty where they cannot.
   */
  Optional<String> beginSnapshot(Connection connection) throws SQLException;

  /** The part from 0 to {@code parts - 1} of a row, by a hash; 0 where the expression is null. */
  String part(String expression, int parts);

  /**
   * Numbers in place of a column of times, to make ranges of; empty where the database divides the
   * times themselves, which its indexes know.
   */
  default Optional<ReadColumn> numbers(ReadColumn time) {
    return Optional.empty();
  }

  /** Text that stands for a value of a type. */
  default String typed(String text, String type) {
    return "CAST('" + text.replace("'", "''") + "' AS " + type + ")";
  }

  /** A value as text that {@link #typed} reads again without loss. */
  default String text(String expression) {
    return "CAST(" + expression + " AS VARCHAR)";
  }

  /** The time by the database's clock, to compare a column of times with. */
  default String now(ReadColumn column) {
    return "CURRENT_TIMESTAMP";
  }

  /** A point in time so much earlier. */
  String earlier(String time, Duration by);

  /**
   * A value as text, one for each value: integers in decimal, decimals with their scale, booleans
   * as 0 and 1, the bits of floating-point numbers and bytes in hexadecimal, dates as days and
   * times as microseconds since 1970 (UTC), of arrays the elements' {@link #digest digests}. Null
   * for a null.
   *
   * @return empty where the database cannot
   */
  Optional<String> canonical(ReadColumn column);

  /** The MD5 of a text's UTF-8, in hexadecimal; a hyphen for a null. */
  default String digest(String text) {
    return "COALESCE(MD5(" + text + "), '-')";
  }

  /** The first 60 bits of a digest as a number. */
  String number(String digest);

  /** Whether an array has more than one dimension. */
  default String isNested(String array) {
    return "FALSE";
  }
}
