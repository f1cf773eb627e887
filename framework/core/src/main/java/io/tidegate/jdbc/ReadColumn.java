package io.tidegate.jdbc;

/**
 * How a column of a query comes to Spark.
 *
 * @param name as the query has it
 * @param type the database's name of its type, for a cast
 * @param expression what is selected in its place, in the database's SQL
 * @param conversion what Spark makes of what it is given
 * @param kind what can be done with its values
 * @param nullable false only where the database promises it
 */
public record ReadColumn(
    String name,
    String type,
    String expression,
    Conversion conversion,
    Kind kind,
    boolean nullable) {

  /** What Spark makes of what it is given. */
  public enum Conversion {
    NONE,
    /**
     * A time without a zone, given as microseconds since 1970: no zone of a JVM has a say in it.
     */
    MICROSECONDS,
    /** A point in time, given as microseconds since 1970 (UTC). */
    INSTANT
  }

  /** What can be done with a column's values. */
  public enum Kind {
    NUMBER,
    TIME,
    OTHER,
    /** Of one dimension, as Spark reads them. */
    ARRAY
  }
}
