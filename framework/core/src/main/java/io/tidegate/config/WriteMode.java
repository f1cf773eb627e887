package io.tidegate.config;

/** What a publish replaces in the table. */
public enum WriteMode {
  /** Adds the rows; a (job, logical date) is added once, however often it runs. */
  APPEND,
  /** Replaces the whole table. */
  OVERWRITE,
  /** Replaces the one partition that the logical date names; rows of any other are an error. */
  REPLACE_PARTITION,
  /**
   * Replaces what the output's {@code replace-where} predicate selects; other rows are an error.
   */
  REPLACE_WHERE,
  /** Replaces every partition that the new rows touch. */
  DYNAMIC_PARTITIONS,
  /** Updates the rows whose keys the table has, and adds the others. */
  MERGE,
  /**
   * Keeps every state of a row, by its keys and the time from which it is valid: slowly changing
   * dimension, type 2. Databases only.
   */
  SCD2
}
