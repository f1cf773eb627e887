package io.tidegate.publish.delta;

import io.tidegate.interop.Scala;
import io.tidegate.problem.TransientException;
import io.tidegate.publish.Commit;
import io.tidegate.publish.CommitNote;
import io.tidegate.publish.Published;
import io.tidegate.publish.Publisher.Prior;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.DeltaHistoryManager$;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.delta.util.DeltaCommitFileProvider;

/** Finds commits of ours in a table's log, newest first, reading no more of it than it has to. */
record CommitHistory(TableLog table) {

  /** How far the clocks of two writers may be apart. */
  static final Duration SKEW = Duration.ofDays(1);

  /**
   * What the newest commit that is wanted published.
   *
   * @param after only versions greater than this
   * @param notBefore the search ends at the first commit that is older
   */
  Optional<Published> newest(Predicate<CommitNote> wanted, long after, Instant notBefore) {
    Predicate<Commit> isWanted = commit -> commit.note().filter(wanted).isPresent();
    return until(isWanted.or(commit -> commit.at().isBefore(notBefore)), after).stream()
        .filter(isWanted)
        .findFirst()
        .flatMap(Commit::published);
  }

  /**
   * What the table has of a publish that it remembers; empty when a restore took it away and
   * nothing has brought it back.
   *
   * @param marker counts the publishes, from 0
   * @param wanted tells them from other commits
   */
  Optional<Prior> prior(SetTransaction marker, Predicate<CommitNote> wanted) {
    Predicate<Commit> isWanted = commit -> commit.note().filter(wanted).isPresent();
    Instant at = Instant.ofEpochMilli((Long) Scala.optional(marker.lastUpdated()).orElse(0L));
    Instant notBefore = at.minus(SKEW);
    List<Commit> newer = until(isWanted.or(commit -> commit.at().isBefore(notBefore)), -1);
    Optional<Commit> last = newer.stream().filter(isWanted).findFirst();
    if (last.isEmpty() || Commit.live(newer).contains(last.get())) {
      return Optional.of(new Prior(at, last.flatMap(Commit::published)));
    }
    List<Commit> all = since(-1);
    Optional<Published> live =
        Commit.live(all).stream().filter(isWanted).findFirst().flatMap(Commit::published);
    boolean allAreThere = all.stream().filter(isWanted).count() > marker.version();
    return live.map(published -> new Prior(published.at(), live))
        .or(() -> allAreThere ? Optional.empty() : Optional.of(new Prior(at, Optional.empty())));
  }

  /** The commits after a version, newest first, as far back as the log goes. */
  List<Commit> since(long version) {
    return until(commit -> false, version);
  }

  private List<Commit> until(Predicate<Commit> last, long after) {
    return table.active(() -> walk(last, after));
  }

  private List<Commit> walk(Predicate<Commit> last, long after) {
    Snapshot now = table.now();
    var files = DeltaCommitFileProvider.apply(now);
    List<Commit> commits = new ArrayList<>();
    try {
      for (long version = now.version(); version > after; version--) {
        commits.add(describe(version, read(files.deltaFile(version))));
        if (last.test(commits.get(commits.size() - 1))) {
          return commits;
        }
      }
    } catch (FileNotFoundException e) {
      return commits; // The log's retention has removed this commit and all before it.
    }
    return commits;
  }

  /** Other engines may leave out the commit info: such a commit says nothing of itself. */
  private static Commit describe(long version, Optional<CommitInfo> info) {
    return Commit.of(
        version,
        info.map(CommitHistory::at).orElse(Instant.MAX),
        info.map(CommitInfo::operation).orElse("commit"),
        info.flatMap(CommitHistory::note),
        info.flatMap(commit -> Optional.ofNullable(commit.operationParameters()))
            .map(Scala::javaMap)
            .orElse(Map.of()),
        info.flatMap(commit -> Scala.optional(commit.operationMetrics()))
            .map(Scala::javaMap)
            .orElse(Map.of()));
  }

  private Optional<CommitInfo> read(Path file) throws FileNotFoundException {
    var log = table.log();
    try {
      return Scala.optional(
          DeltaHistoryManager$.MODULE$.getCommitInfoOpt(
              log.store(), file, log.newDeltaHadoopConf()));
    } catch (Exception e) {
      throw failure(file, e);
    }
  }

  /** Scala throws checked exceptions that its signatures do not name. */
  private static RuntimeException failure(Path file, Exception e) throws FileNotFoundException {
    Throwable cause = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : e;
    if (cause instanceof FileNotFoundException gone) {
      throw gone;
    }
    return cause instanceof IOException
        ? new TransientException("could not read the commit " + file, e)
        : (RuntimeException) e;
  }

  private static Optional<CommitNote> note(CommitInfo commit) {
    return Scala.optional(commit.userMetadata()).flatMap(CommitNote::parse);
  }

  private static Instant at(CommitInfo commit) {
    return Scala.optional(commit.inCommitTimestamp())
        .map(millis -> Instant.ofEpochMilli((Long) millis))
        .orElseGet(() -> commit.timestamp().toInstant());
  }
}
