package io.tidegate.publish;

import io.tidegate.check.RowStatistics;
import io.tidegate.config.DatabaseConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Tables of databases by one publisher, all others by another. */
record RoutingPublisher(Publisher tables, Publisher databases) implements Publisher {

  private Publisher of(String path) {
    return DatabaseConfig.isLocation(path) ? databases : tables;
  }

  @Override
  public TableState look(String path) {
    return of(path).look(path);
  }

  @Override
  public TableState look(OutputConfig output, StructType computed) {
    return of(output.path()).look(output, computed);
  }

  @Override
  public StagedOutput stage(StageRequest request) {
    return of(request.output().path()).stage(request);
  }

  @Override
  public Dataset<Row> read(StagedOutput staged) {
    return of(staged.path()).read(staged);
  }

  @Override
  public Set<String> counted(OutputConfig output, TableState base, StructType schema) {
    return of(output.path()).counted(output, base, schema);
  }

  @Override
  public void keep(StagedOutput staged) {
    of(staged.path()).keep(staged);
  }

  @Override
  public RowStatistics statistics(StagedOutput staged) {
    return of(staged.path()).statistics(staged);
  }

  @Override
  public Published commit(StagedOutput staged, CommitStamp stamp) {
    return of(staged.path()).commit(staged, stamp);
  }

  @Override
  public void discard(StagedOutput staged) {
    of(staged.path()).discard(staged);
  }

  @Override
  public Optional<Published> findRun(String path, String runId) {
    return of(path).findRun(path, runId);
  }

  @Override
  public Optional<Prior> find(String path, String job, LogicalDate logicalDate) {
    return of(path).find(path, job, logicalDate);
  }

  @Override
  public List<Commit> history(String path) {
    return of(path).history(path);
  }

  @Override
  public TableSize size(String path, long version) {
    return of(path).size(path, version);
  }

  @Override
  public Published restore(String path, long version, CommitNote note) {
    return of(path).restore(path, version, note);
  }

  @Override
  public List<TablePartition> partitions(String path, String column) {
    return of(path).partitions(path, column);
  }

  @Override
  public Optional<Published> deletePartitions(
      String path, String column, Collection<String> values, CommitNote note) {
    return of(path).deletePartitions(path, column, values, note);
  }

  @Override
  public long unused(String path, Duration keep) {
    return of(path).unused(path, keep);
  }

  @Override
  public void vacuum(String path, Duration keep, CommitNote note) {
    of(path).vacuum(path, keep, note);
  }

  @Override
  public int sweep(String path, String runId) {
    return of(path).sweep(path, runId);
  }
}
