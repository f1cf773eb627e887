package io.tidegate.jdbc;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** Writes values of one type as text. */
@FunctionalInterface
interface ValueText {

  /**
   * @param from a row or an array of Spark's
   * @param at where in it there is a value, which is not null
   */
  void write(SpecializedGetters from, int at, TextBuffer out);
}
