package io.tidegate.publish;

import io.delta.tables.DeltaTable;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.PublishStrategy;
import io.tidegate.config.WriteMode;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the rows twice: as Parquet into a directory beside the table, and from there into the
 * table by one Delta write. Uses public interfaces alone, for a Delta whose internals are not those
 * of {@code publish.delta}.
 *
 * <p>What it cannot do as well: whether the table changed since the base version is looked up
 * before the write, so that a commit between the two is seen only where Delta itself objects; a new
 * table with NOT NULL columns or comments is made, empty, in a commit of its own, and properties
 * follow in another; so are the wider types of a table that rows are merged into; {@link #find}
 * knows what the history still has.
 */
final class StagedPublisher implements Publisher {

  private static final Logger LOG = LoggerFactory.getLogger(StagedPublisher.class);

  /** How far the clocks of two writers may be apart. */
  private static final Duration SKEW = Duration.ofDays(1);

  private final SparkSession spark;
  private final Clock clock;

  StagedPublisher(SparkSession spark, Clock clock) {
    this.spark = spark;
    this.clock = clock;
  }

  @Override
  public TableState look(String path) {
    long version = deltaHistory(path).version();
    if (version < 0) {
      return TableState.ABSENT;
    }
    Row detail =
        DeltaTable.forPath(spark, path).detail().select("partitionColumns", "properties").head();
    return new TableState(
        version,
        StagedConflicts.at(spark, path, version).schema(),
        List.copyOf(detail.getList(0)),
        Map.copyOf(detail.getJavaMap(1)));
  }

  @Override
  public StagedOutput stage(StageRequest request) {
    var output = request.output();
    PartitionZones.check(spark, output, request.rows().schema());
    StagedWrite write = StagedWrite.of(request);
    var directory = StagingDirectory.of(spark, output.path(), request.runId(), output.key());
    try {
      directory.write(request.rows());
      return describe(request, write, directory);
    } catch (Throwable e) {
      directory.remove();
      if (e instanceof AnalysisException mistake) {
        throw mistake(output.key(), mistake);
      }
      throw e;
    }
  }

  private StagedOutput describe(
      StageRequest request, StagedWrite write, StagingDirectory directory) {
    StructType schema = request.rows().schema();
    new StagedChecks(request.change().schema(), write).require(directory.read(schema));
    List<StagedOutput.File> files = directory.files(schema);
    long rows = files.stream().mapToLong(StagedOutput.File::rows).sum();
    write
        .merge()
        .map(MergeChecks::new)
        .ifPresent(checks -> checks.require(directory.read(schema), rows));
    return request.staged(
        PublishStrategy.STAGED,
        schema,
        request.change().partitionBy(),
        files,
        List.of(write.toJson()),
        rows,
        clock.instant());
  }

  @Override
  public Dataset<Row> read(StagedOutput staged) {
    requireOwn(staged);
    return directory(staged).read((StructType) DataType.fromJson(staged.schema()));
  }

  @Override
  public Published commit(StagedOutput staged, CommitStamp stamp) {
    requireOwn(staged);
    var write = StagedWrite.fromJson(staged.actions().get(0));
    List<Commit> since = deltaHistory(staged.path()).since(staged.baseVersion());
    Published published =
        own(staged, since).orElseGet(() -> commitNow(staged, write, stamp, since));
    write.applyProperties(spark, staged.path());
    removeCopied(staged);
    return published;
  }

  /** Where Delta is another one than the run's. */
  private static void requireOwn(StagedOutput staged) {
    if (staged.strategy() != PublishStrategy.STAGED) {
      throw new UserException(
          "run %s staged its rows in %s itself (publish.strategy = direct), and they cannot be committed by this Delta"
              .formatted(staged.runId(), staged.path()),
          "do it with the Delta that the job runs on");
    }
  }

  private Published commitNow(
      StagedOutput staged, StagedWrite write, CommitStamp stamp, List<Commit> since) {
    if (!directory(staged).exists()) {
      throw new UserException(
          "the rows that run %s staged for %s are gone".formatted(staged.runId(), staged.path()),
          "run the job again for " + staged.logicalDate());
    }
    Dataset<Row> rows = read(staged);
    var conflicts = new StagedConflicts(spark, staged, write);
    conflicts.check(rows, since);
    try {
      var table = new StagedTable(spark, staged, write);
      table.prepare();
      table.put(rows, CommitNote.of(stamp, staged.key()), number(staged, conflicts));
    } catch (Throwable e) {
      boolean lost = e instanceof ConcurrentModificationException;
      if (!lost && !isMistake(e)) {
        throw e;
      }
      List<Commit> newer = deltaHistory(staged.path()).since(staged.baseVersion());
      if (newer.size() > since.size() && mayTryAgain(staged, since)) {
        return commitNow(staged, write, stamp, newer);
      }
      throw lost || !since.isEmpty()
          ? conflicts.lost(newer, (Exception) e)
          : mistake(staged.key(), (Exception) e);
    }
    // Delta leaves out a write whose application id it has seen, without a word.
    return own(staged, deltaHistory(staged.path()).since(staged.baseVersion()))
        .orElseThrow(conflicts::alreadyPublished);
  }

  /** When somebody else created the table first, or committed beside what a merge replaces. */
  private static boolean mayTryAgain(StagedOutput staged, List<Commit> since) {
    return staged.write() == WriteMode.MERGE || (staged.baseVersion() < 0 && since.isEmpty());
  }

  /**
   * With what Delta remembers the publish: it leaves out one whose number is not greater than that
   * of the last. An append is made once, and once more each time that a restore took it away.
   *
   * @throws ConflictException when the table has the append already
   */
  private long number(StagedOutput staged, StagedConflicts conflicts) {
    if (staged.write() != WriteMode.APPEND) {
      return clock.instant().toEpochMilli();
    }
    List<Commit> all = deltaHistory(staged.path()).all();
    if (Commit.live(all).stream().anyMatch(conflicts::isSame)) {
      throw conflicts.alreadyPublished();
    }
    return all.stream().filter(conflicts::isSame).count();
  }

  private static Optional<Published> own(StagedOutput staged, List<Commit> commits) {
    return commits.stream()
        .filter(c -> c.note().filter(n -> n.is(staged.runId(), staged.key())).isPresent())
        .findFirst()
        .flatMap(Commit::published);
  }

  private void removeCopied(StagedOutput staged) {
    try {
      directory(staged).remove();
    } catch (RuntimeException e) {
      LOG.warn("could not remove the copied rows of run {}", staged.runId(), e);
    }
  }

  @Override
  public void discard(StagedOutput staged) {
    var published = findRun(staged.path(), staged.runId(), n -> n.is(staged.runId(), staged.key()));
    if (published.isPresent()) {
      throw new UserException(
          "run %s is published as version %d of %s: its files are the table's"
              .formatted(staged.runId(), published.get().version(), staged.path()),
          "");
    }
    directory(staged).remove();
  }

  @Override
  public int sweep(String path, String runId) {
    var directory = StagingDirectory.ofRun(spark, path, runId);
    int files = directory.count();
    directory.remove();
    return files;
  }

  @Override
  public Optional<Published> findRun(String path, String runId) {
    return findRun(path, runId, n -> n.runId().equals(runId));
  }

  private Optional<Published> findRun(String path, String runId, Predicate<CommitNote> wanted) {
    return deltaHistory(path)
        .find(wanted, RunTime.of(runId).map(time -> time.minus(SKEW)).orElse(Instant.MIN));
  }

  @Override
  public Optional<Prior> find(String path, String job, LogicalDate logicalDate) {
    return deltaHistory(path)
        .findLive(n -> n.isOf(job, logicalDate))
        .map(published -> new Prior(published.at(), Optional.of(published)));
  }

  @Override
  public List<Commit> history(String path) {
    return deltaHistory(path).all();
  }

  @Override
  public TableSize size(String path, long version) {
    return new TableRestore(spark, path).size(version);
  }

  @Override
  public Published restore(String path, long version, CommitNote note) {
    return new TableRestore(spark, path).to(version, note, () -> history(path));
  }

  @Override
  public List<TablePartition> partitions(String path, String column) {
    return new TableRetention(spark, path).partitions(column);
  }

  @Override
  public Optional<Published> deletePartitions(
      String path, String column, Collection<String> values, CommitNote note) {
    return new TableRetention(spark, path).delete(column, values, note, () -> history(path));
  }

  @Override
  public long unused(String path, Duration keep) {
    return new TableRetention(spark, path).unused(keep);
  }

  @Override
  public void vacuum(String path, Duration keep, CommitNote note) {
    new TableRetention(spark, path).vacuum(keep, note);
  }

  private static boolean isMistake(Throwable e) {
    return e instanceof AnalysisException
        || (e instanceof SparkThrowable delta
            && delta.getErrorClass() != null
            && delta.getErrorClass().startsWith("DELTA_"));
  }

  private static UserException mistake(String key, Exception e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    var mistake = new UserException(Problem.at(Place.key("outputs." + key), message));
    mistake.initCause(e);
    return mistake;
  }

  private StagingDirectory directory(StagedOutput staged) {
    return StagingDirectory.of(spark, staged.path(), staged.runId(), staged.key());
  }

  private DeltaHistory deltaHistory(String path) {
    return new DeltaHistory(spark, path);
  }
}
