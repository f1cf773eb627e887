package io.tidegate.publish;

import io.delta.tables.DeltaTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A table's history as {@code DESCRIBE HISTORY} tells it, newest first. */
record DeltaHistory(SparkSession spark, String path) {

  private static final int FIRST_LOOK = 50;

  /** The newest version; -1 when there is no table. */
  long version() {
    return newest(1).stream().mapToLong(Commit::version).findFirst().orElse(-1);
  }

  /** The commits after a version, newest first. */
  List<Commit> since(long version) {
    return upTo(commits -> commits.get(commits.size() - 1).version() <= version + 1).stream()
        .filter(commit -> commit.version() > version)
        .toList();
  }

  /** All that there is of it, newest first. */
  List<Commit> all() {
    return upTo(commits -> false);
  }

  /**
   * The newest commit that is wanted, in as few commits as it takes.
   *
   * @param notBefore commits that are older are not looked at
   */
  Optional<Published> find(Predicate<CommitNote> wanted, Instant notBefore) {
    Predicate<Commit> isWanted = commit -> commit.note().filter(wanted).isPresent();
    return upTo(
            commits ->
                commits.stream().anyMatch(isWanted)
                    || commits.get(commits.size() - 1).at().isBefore(notBefore))
        .stream()
        .filter(isWanted)
        .findFirst()
        .flatMap(Commit::published);
  }

  /** As {@link #find}, among those that no restore took away. */
  Optional<Published> findLive(Predicate<CommitNote> wanted) {
    Predicate<Commit> isWanted = commit -> commit.note().filter(wanted).isPresent();
    return Commit.live(upTo(commits -> Commit.live(commits).stream().anyMatch(isWanted))).stream()
        .filter(isWanted)
        .findFirst()
        .flatMap(Commit::published);
  }

  /** Ever more of the history, until it is enough or there is no more. */
  private List<Commit> upTo(Predicate<List<Commit>> enough) {
    int limit = FIRST_LOOK;
    List<Commit> commits = newest(limit);
    while (commits.size() == limit && !enough.test(commits)) {
      limit *= 10;
      commits = newest(limit);
    }
    return commits;
  }

  private List<Commit> newest(int limit) {
    if (!DeltaTable.isDeltaTable(spark, path)) {
      return List.of();
    }
    return DeltaTable.forPath(spark, path)
        .history(limit)
        .select(
            "version",
            "timestamp",
            "operation",
            "userMetadata",
            "operationParameters",
            "operationMetrics")
        .collectAsList()
        .stream()
        .map(DeltaHistory::commit)
        .toList();
  }

  private static Commit commit(Row row) {
    return Commit.of(
        row.getLong(0),
        row.getTimestamp(1).toInstant(),
        row.getString(2),
        Optional.<String>ofNullable(row.getAs(3)).flatMap(CommitNote::parse),
        texts(row, 4),
        texts(row, 5));
  }

  private static Map<String, String> texts(Row row, int column) {
    return row.isNullAt(column) ? Map.of() : row.getJavaMap(column);
  }
}
