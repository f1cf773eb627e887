package io.tidegate.publish.delta;

import io.tidegate.problem.TransientException;
import io.tidegate.publish.CommitNote;
import io.tidegate.publish.Published;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.DeltaHistoryManager$;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.CommitInfo;
import org.apache.spark.sql.delta.util.DeltaCommitFileProvider;

/** Finds commits of ours in a table's log, newest first, reading no more of it than it has to. */
record CommitHistory(TableLog table) {

  /**
   * The newest commit that is wanted.
   *
   * @param after only versions greater than this
   * @param notBefore the search ends at the first commit that is older
   */
  Optional<Published> newest(Predicate<CommitNote> wanted, long after, Instant notBefore) {
    return table.active(() -> search(wanted, after, notBefore));
  }

  private Optional<Published> search(Predicate<CommitNote> wanted, long after, Instant notBefore) {
    Snapshot now = table.now();
    var files = DeltaCommitFileProvider.apply(now);
    for (long version = now.version(); version > after; version--) {
      Optional<CommitInfo> commit = Optional.empty();
      try {
        commit = read(files.deltaFile(version));
      } catch (FileNotFoundException e) {
        return Optional.empty(); // The log's retention has removed this commit and all before it.
      }
      var found = commit.flatMap(CommitHistory::note).filter(wanted);
      if (found.isPresent()) {
        return Optional.of(new Published(found.get().runId(), version, at(commit.get())));
      }
      if (commit.isPresent() && at(commit.get()).isBefore(notBefore)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<CommitInfo> read(Path file) throws FileNotFoundException {
    var log = table.log();
    try {
      return Interop.optional(
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
    return Interop.optional(commit.userMetadata()).flatMap(CommitNote::parse);
  }

  private static Instant at(CommitInfo commit) {
    return Interop.optional(commit.inCommitTimestamp())
        .map(millis -> Instant.ofEpochMilli((Long) millis))
        .orElseGet(() -> commit.timestamp().toInstant());
  }
}
