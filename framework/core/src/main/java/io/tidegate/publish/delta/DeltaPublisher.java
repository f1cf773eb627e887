package io.tidegate.publish.delta;

import io.tidegate.check.RowStatistics;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig;
import io.tidegate.interop.Scala;
import io.tidegate.problem.UserException;
import io.tidegate.publish.Commit;
import io.tidegate.publish.CommitNote;
import io.tidegate.publish.CommitStamp;
import io.tidegate.publish.Published;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.ReplacedRows;
import io.tidegate.publish.RunTime;
import io.tidegate.publish.StageRequest;
import io.tidegate.publish.StagedOutput;
import io.tidegate.publish.TablePartition;
import io.tidegate.publish.TableRestore;
import io.tidegate.publish.TableRetention;
import io.tidegate.publish.TableSize;
import io.tidegate.publish.TableState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaColumnMapping;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.types.StructType;

/**
 * Writes the files into the table's own directory and commits them after the audit, so that each
 * row is written once. Built on Delta 3.3's internals: {@code WriteIntoDelta} writes, and {@code
 * OptimisticTransaction} commits.
 *
 * <p>Staging and committing are two transactions on the same version. The second counts as read
 * what the first replaced, so Delta's conflict checker decides as if it had been one, and a commit
 * in another process days later is the same as one at once. Identity columns are refused: Delta
 * hands out their values in the writing transaction.
 */
public final class DeltaPublisher implements Publisher {

  private final SparkSession spark;
  private final Clock clock;

  public DeltaPublisher(SparkSession spark, Clock clock) {
    this.spark = spark;
    this.clock = clock;
  }

  @Override
  public TableState look(String path) {
    Snapshot now = table(path).now();
    return now.version() < 0
        ? TableState.ABSENT
        : new TableState(
            now.version(),
            DeltaColumnMapping.dropColumnMappingMetadata(now.schema()),
            Scala.list(now.metadata().partitionColumns()),
            Map.copyOf(Scala.javaMap(now.metadata().configuration())));
  }

  @Override
  public StagedOutput stage(StageRequest request) {
    var table = table(request.output().path());
    return table.active(() -> new Stager(table, request).stage(clock));
  }

  @Override
  public Dataset<Row> read(StagedOutput staged) {
    var table = table(staged.path());
    return table.active(() -> StagedView.of(table, staged).rows(spark));
  }

  @Override
  public Set<String> counted(OutputConfig output, TableState base, StructType schema) {
    return CountedColumns.of(output, base, schema);
  }

  @Override
  public RowStatistics statistics(StagedOutput staged) {
    var table = table(staged.path());
    return table.active(() -> FileStatistics.of(StagedView.of(table, staged), staged.rows()));
  }

  @Override
  public Published commit(StagedOutput staged, CommitStamp stamp) {
    var table = table(staged.path());
    var note = CommitNote.of(stamp, staged.key());
    return table.active(() -> new Committer(table, staged, note, clock.instant()).commit());
  }

  @Override
  public void discard(StagedOutput staged) {
    var table = table(staged.path());
    var manifest = Manifest.read(staged.actions(), staged.stagedAt());
    refusePublished(table, staged.runId(), n -> n.is(staged.runId(), staged.key()));
    remove(table, StagedFiles.written(table, staged.runId(), manifest));
  }

  @Override
  public int sweep(String path, String runId) {
    var table = table(path);
    if (findRun(path, runId).isPresent()) {
      return 0;
    }
    var files = StagedFiles.find(table, runId);
    remove(table, files);
    return files.size();
  }

  private void remove(TableLog table, List<Path> files) {
    Files.remove(table.fileSystem(), table.log().dataPath(), files);
    StagedFiles.removeEmptyTable(table);
  }

  @Override
  public Optional<Published> findRun(String path, String runId) {
    return findRun(table(path), runId, n -> n.runId().equals(runId));
  }

  private static Optional<Published> findRun(
      TableLog table, String runId, Predicate<CommitNote> wanted) {
    Instant started =
        RunTime.of(runId).map(time -> time.minus(CommitHistory.SKEW)).orElse(Instant.MIN);
    return new CommitHistory(table).newest(wanted, -1, started);
  }

  private static void refusePublished(TableLog table, String runId, Predicate<CommitNote> wanted) {
    findRun(table, runId, wanted)
        .ifPresent(
            published -> {
              throw new UserException(
                  "run %s is published as version %d of %s: its files are the table's"
                      .formatted(runId, published.version(), table.path()),
                  "");
            });
  }

  @Override
  public Optional<Prior> find(String path, String job, LogicalDate logicalDate) {
    var table = table(path);
    var history = new CommitHistory(table);
    String prefix = ReplacedRows.applicationIds(job, logicalDate);
    return table.active(() -> Scala.<SetTransaction>list(table.now().setTransactions())).stream()
        .filter(marker -> marker.appId().startsWith(prefix))
        .flatMap(
            marker -> {
              String output = marker.appId().substring(prefix.length());
              return history.prior(marker, n -> n.isSameAs(job, logicalDate, output)).stream();
            })
        .max(Comparator.comparing(Prior::at));
  }

  @Override
  public List<Commit> history(String path) {
    return new CommitHistory(table(path)).since(-1);
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
    return new PartitionFiles(table(path)).of(column);
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

  private TableLog table(String path) {
    return TableLog.of(spark, path);
  }
}
