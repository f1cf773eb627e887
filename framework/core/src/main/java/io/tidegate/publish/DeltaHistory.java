package io.tidegate.publish;

import io.delta.tables.DeltaTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A table's history as {@code DESCRIBE HISTORY} tells it, newest first. */
record DeltaHistory(SparkSession spark, String path) {

  private static final int FIRST_LOOK = 50;

  /**
   * @param note empty for a commit of another program
   */
  record Commit(long version, Instant at, String operation, Optional<CommitNote> note) {

    private static Commit of(Row row) {
      return new Commit(
          row.getLong(0),
          row.getTimestamp(1).toInstant(),
          row.getString(2),
          Optional.<String>ofNullable(row.getAs(3)).flatMap(CommitNote::parse));
    }

    Optional<Published> published() {
      return note.map(n -> new Published(n.runId(), version, at));
    }
  }

  /** The newest version; -1 when there is no table. */
  long version() {
    return newest(1).stream().mapToLong(Commit::version).findFirst().orElse(-1);
  }

  /** The commits after a version. */
  List<Commit> since(long version) {
    long missing = version() - version;
    return missing <= 0
        ? List.of()
        : newest((int) missing).stream().filter(commit -> commit.version() > version).toList();
  }

  /**
   * The newest commit that is wanted, in as few commits as it takes.
   *
   * @param notBefore commits that are older are not looked at
   */
  Optional<Published> find(Predicate<CommitNote> wanted, Instant notBefore) {
    for (int limit = FIRST_LOOK; ; limit = limit > Integer.MAX_VALUE / 10 ? limit : limit * 10) {
      List<Commit> commits = newest(limit);
      var found =
          commits.stream()
              .filter(commit -> commit.note().filter(wanted).isPresent())
              .findFirst()
              .flatMap(Commit::published);
      boolean last =
          commits.size() < limit || commits.get(commits.size() - 1).at().isBefore(notBefore);
      if (found.isPresent() || last) {
        return found;
      }
    }
  }

  private List<Commit> newest(int limit) {
    if (!DeltaTable.isDeltaTable(spark, path)) {
      return List.of();
    }
    return DeltaTable.forPath(spark, path)
        .history(limit)
        .select("version", "timestamp", "operation", "userMetadata")
        .collectAsList()
        .stream()
        .map(Commit::of)
        .toList();
  }
}
