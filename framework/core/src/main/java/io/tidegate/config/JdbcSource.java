package io.tidegate.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What an input with {@code format = jdbc} reads.
 *
 * @param database the key of {@link JobConfig#databases()}
 * @param what a table's name as the database has it, with its schema; or a query
 * @param isQuery whether it is a query
 * @param where a predicate in the database's SQL over the columns of what is read
 * @param watermark reads only what is new since the last published run
 * @param split reads with several connections at once
 * @param fetchRows rows for each round trip to the database
 * @param isolation whether all connections see one state of the database
 * @param verify what the database is asked, for what lands to be compared with
 */
public record JdbcSource(
    String database,
    String what,
    boolean isQuery,
    Optional<String> where,
    Optional<Watermark> watermark,
    Optional<Split> split,
    int fetchRows,
    Isolation isolation,
    Verify verify) {

  /**
   * @param column grows with every insert, and every update that is to be seen
   * @param tieBreaker grows among rows with one value of {@code column}, such as the primary key;
   *     the column itself where its values are unique. Without it and without a lag, the rows with
   *     the greatest value are left to the next run
   * @param start where the first run begins, exclusive, as the database writes it; everything
   *     without it
   * @param lag rows that are younger are left to the next run: transactions that began before may
   *     still commit some that are older
   * @param again how far behind the last watermark to read once more, for rows that came late
   */
  public record Watermark(
      String column,
      Optional<String> tieBreaker,
      Optional<String> start,
      Duration lag,
      Duration again) {}

  /**
   * @param column whose values say which part a row is in
   * @param parts how many
   */
  public record Split(String column, int parts, By by) {}

  /** How a column's values are shared out. */
  public enum By {
    /** Ranges of equal width between the least and the greatest; numbers, dates and times. */
    RANGE,
    /** By a hash; any type. */
    HASH
  }

  /** What the connections of one read see. */
  public enum Isolation {
    /** One state of the database, however long reading takes. */
    SNAPSHOT,
    /** Each what is committed when it begins. */
    READ_COMMITTED
  }

  /** What the source is asked, for what lands to be compared with. */
  public enum Verify {
    NOTHING,
    /** The number of rows. */
    COUNT
  }
}
