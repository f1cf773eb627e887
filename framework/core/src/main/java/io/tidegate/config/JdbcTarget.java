package io.tidegate.config;

/**
 * Where an output with {@code format = jdbc} goes.
 *
 * @param database the key of {@link JobConfig#databases()}
 * @param table as the database has it, with its schema
 * @param writers how many connections write at once
 * @param batchRows rows for each round trip, where the database has no bulk load
 */
public record JdbcTarget(String database, String table, int writers, int batchRows) {

  /** As this one, into another table. */
  public JdbcTarget withTable(String other) {
    return new JdbcTarget(database, other, writers, batchRows);
  }
}
