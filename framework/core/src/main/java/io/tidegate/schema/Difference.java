package io.tidegate.schema;

import io.tidegate.config.SchemaChange;

/**
 * One difference between the schema that a table (or a contract) has and the schema of the dataset
 * that is about to be published.
 *
 * @param path where, by the table's names from the top: {@code address.city}, {@code
 *     items.element.price}, {@code rates.value}. A name with a dot, a back-quote or a blank at
 *     either end is back-quoted. The table's spelling where both have the column. Empty for {@code
 *     CHANGE_PARTITIONING}
 * @param from what the table has: a type, {@code NOT NULL} or {@code nullable}, {@code position 3},
 *     a name, partition columns. Empty for an added column
 * @param to what the dataset has, likewise. Empty for a dropped column. For {@code RENAME_COLUMN}
 *     the path of the added column; both columns have the type {@code from}
 * @param nulls what the table says of nulls at the path
 */
public record Difference(
    SchemaChange kind, String path, String from, String to, Difference.Nulls nulls) {

  /** What a table says of nulls in a place. */
  public enum Nulls {
    /** They are allowed, or the table does not have the place. */
    ALLOWED,
    /** NOT NULL, and Delta checks it for every row that is written. */
    CHECKED,
    /**
     * Declared to have none inside an array or a map, where Delta checks nothing: Spark takes the
     * declaration for granted and reads a null as a zero.
     */
    PROMISED
  }

  static Difference of(SchemaChange kind, String path, String from, String to) {
    return new Difference(kind, path, from, to, Nulls.ALLOWED);
  }
}
