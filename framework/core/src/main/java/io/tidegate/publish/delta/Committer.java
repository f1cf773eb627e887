package io.tidegate.publish.delta;

import io.delta.exceptions.ConcurrentTransactionException;
import io.delta.exceptions.MetadataChangedException;
import io.delta.exceptions.ProtocolChangedException;
import io.tidegate.config.WriteMode;
import io.tidegate.interop.Scala;
import io.tidegate.problem.UserException;
import io.tidegate.publish.CommitNote;
import io.tidegate.publish.ConflictException;
import io.tidegate.publish.Published;
import io.tidegate.publish.ReplacedRows;
import io.tidegate.publish.StagedOutput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Protocol;
import org.apache.spark.sql.delta.actions.RemoveFile;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.delta.hooks.AutoCompact$;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * Commits a staged output: opens a transaction on the version that the rows were staged against,
 * counts as read what the write replaces, and leaves it to Delta to compare that with every commit
 * since. Where the table's metadata has changed since, {@link MovedTable} compares. One for each
 * commit.
 */
final class Committer {

  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

  private final TableLog table;
  private final CommitHistory history;
  private final StagedOutput staged;
  private final CommitNote note;
  private final Instant now;

  Committer(TableLog table, StagedOutput staged, CommitNote note, Instant now) {
    this.table = table;
    this.history = new CommitHistory(table);
    this.staged = staged;
    this.note = note;
    this.now = now;
  }

  Published commit() {
    Optional<Published> done = ownCommit();
    return done.isPresent() ? done.get() : commitNow();
  }

  private Optional<Published> ownCommit() {
    return history.newest(
        n -> n.is(staged.runId(), staged.key()), staged.baseVersion(), Instant.MIN);
  }

  private Published commitNow() {
    var manifest = Manifest.read(staged.actions(), now);
    refuseMissingFiles(manifest);
    if (staged.baseVersion() >= 0) {
      return commitTo(table.base(staged.baseVersion()), manifest);
    }
    // One look: a table that another run creates after it is a conflict of the commit.
    Snapshot newest = table.now();
    return newest.version() < 0 ? commitTo(newest, manifest) : joinMoved(manifest);
  }

  /** To the newest version instead, after the checks that Delta would not come to. */
  private Published joinMoved(Manifest manifest) {
    Snapshot newest = table.now();
    var transaction = open(newest);
    SetTransaction once = publishedOnce(transaction);
    Optional<OptimisticTransaction> base =
        staged.baseVersion() < 0
            ? Optional.empty()
            : Optional.of(open(table.base(staged.baseVersion())));
    if (once.version() > base.map(b -> publishedOnce(b).version()).orElse(0L)) {
      throw alreadyPublished();
    }
    var moved = new MovedTable(table, staged, newest);
    Manifest rest = moved.join(manifest);
    moved.requireSame(base.map(b -> read(b, manifest)).orElse(List.of()), read(transaction, rest));
    return commit(transaction, once, rest);
  }

  private Published commitTo(Snapshot base, Manifest manifest) {
    var transaction = open(base);
    SetTransaction once = publishedOnce(transaction);
    if (base.version() >= 0) {
      read(transaction, manifest);
    }
    return commit(transaction, once, manifest);
  }

  private OptimisticTransaction open(Snapshot base) {
    return table.log().startTransaction(Option.empty(), Option.apply(base));
  }

  private List<AddFile> read(OptimisticTransaction transaction, Manifest manifest) {
    return new WriteScope(staged.write(), manifest.predicate())
        .read(transaction, manifest.actions(), table.spark());
  }

  private Published commit(
      OptimisticTransaction transaction, SetTransaction once, Manifest manifest) {
    List<Action> actions = new ArrayList<>(List.of(once));
    actions.addAll(prepare(transaction, manifest));
    long version;
    try {
      version = transaction.commit(Scala.seq(actions), operation(manifest));
    } catch (Exception e) { // Delta's may be a checked one that its signature does not name.
      Optional<Published> done = afterFailure(e, transaction);
      if (done.isPresent()) {
        return done.get();
      }
      throw e;
    }
    return committed(version);
  }

  /** As the log has it; a log that cannot be read now does not undo the commit. */
  private Published committed(long version) {
    try {
      return ownCommit().orElseThrow();
    } catch (Exception e) {
      LOG.warn("version {} of {} is committed, and cannot be read back", version, table.path(), e);
      return new Published(staged.runId(), version, now, Optional.empty());
    }
  }

  /**
   * Marks the (job, logical date, output) as published, and as read: of two commits that start from
   * the same version, Delta refuses the second.
   */
  private SetTransaction publishedOnce(OptimisticTransaction transaction) {
    String id = ReplacedRows.applicationId(staged.job(), staged.logicalDate(), staged.key());
    long previous = transaction.txnVersion(id);
    if (staged.write() == WriteMode.APPEND && previous >= 0 && isPublished(transaction, id)) {
      throw alreadyPublished();
    }
    return new SetTransaction(id, previous + 1, Option.apply(now.toEpochMilli()));
  }

  /** Unless a restore took it away. */
  private boolean isPublished(OptimisticTransaction transaction, String id) {
    return Scala.<SetTransaction>list(transaction.snapshot().setTransactions()).stream()
        .filter(marker -> marker.appId().equals(id))
        .anyMatch(marker -> history.prior(marker, this::isSame).isPresent());
  }

  private boolean isSame(CommitNote other) {
    return other.isSameAs(staged.job(), staged.logicalDate(), staged.key());
  }

  private List<Action> prepare(OptimisticTransaction transaction, Manifest manifest) {
    manifest.all(Protocol.class).forEach(transaction::updateProtocol);
    transaction.registerSQLMetrics(table.spark(), Scala.map(metrics(manifest)));
    if (!manifest.all(AddFile.class).isEmpty()) {
      transaction.registerPostCommitHook(AutoCompact$.MODULE$);
    }
    return manifest.actions().stream().filter(action -> !(action instanceof Protocol)).toList();
  }

  private DeltaOperations.Write operation(Manifest manifest) {
    var scope = new WriteScope(staged.write(), manifest.predicate());
    return new DeltaOperations.Write(
        scope.saveMode(),
        Option.apply(Scala.seq(staged.partitionBy())),
        Scala.option(manifest.predicate()),
        Option.apply(note.toJson()));
  }

  private Map<String, SQLMetric> metrics(Manifest manifest) {
    List<RemoveFile> removed = manifest.all(RemoveFile.class);
    Map<String, SQLMetric> metrics = new HashMap<>();
    metric(metrics, "numFiles", staged.files().size());
    metric(metrics, "numOutputRows", staged.rows());
    metric(metrics, "numOutputBytes", staged.bytes());
    metric(metrics, "numRemovedFiles", removed.size());
    metric(metrics, "numRemovedBytes", removed.stream().mapToLong(RemoveFile::getFileSize).sum());
    return metrics;
  }

  private void metric(Map<String, SQLMetric> metrics, String name, long value) {
    if (value >= 0) {
      SQLMetric metric = SQLMetrics.createMetric(table.spark().sparkContext(), name);
      metric.set(value);
      metrics.put(name, metric);
    }
  }

  /** Delta's VACUUM removes what no commit names once it is older than the retention. */
  private void refuseMissingFiles(Manifest manifest) {
    var files = StagedFiles.written(table, staged.runId(), manifest);
    List<Path> missing = Files.missing(table.fileSystem(), files);
    if (!missing.isEmpty()) {
      throw new UserException(
          "%d of the %d files that run %s staged for %s are gone, such as %s"
              .formatted(
                  missing.size(), files.size(), staged.runId(), staged.path(), missing.get(0)),
          "run the job again for " + staged.logicalDate());
    }
  }

  /** A commit that failed may have happened all the same: what Delta does after it can fail too. */
  private Optional<Published> afterFailure(Exception e, OptimisticTransaction transaction) {
    if (e instanceof ConcurrentModificationException) {
      if (transaction.readVersion() < 0 || isAboutMetadata(e)) {
        return Optional.of(joinMoved(Manifest.read(staged.actions(), now)));
      }
      throw caused(conflict(e), e);
    }
    Optional<Published> done = ownCommit();
    if (done.isEmpty()
        && DeltaFailures.isMistake(e)
        && staged.baseVersion() < table.now().version()) {
      throw caused(conflict(e), e);
    }
    done.ifPresent(
        p ->
            LOG.warn(
                "version {} of {} is committed; what follows failed",
                p.version(),
                table.path(),
                e));
    return done;
  }

  private static ConflictException caused(ConflictException conflict, Exception e) {
    conflict.initCause(e);
    return conflict;
  }

  private static boolean isAboutMetadata(Exception e) {
    return e instanceof MetadataChangedException || e instanceof ProtocolChangedException;
  }

  private ConflictException conflict(Exception e) {
    return e instanceof ConcurrentTransactionException
        ? alreadyPublished()
        : ConflictException.changed(
            staged, history.since(staged.baseVersion()), DeltaFailures.firstLine(e));
  }

  private ConflictException alreadyPublished() {
    return ConflictException.alreadyPublished(
        staged, history.newest(this::isSame, -1, Instant.MIN));
  }
}
