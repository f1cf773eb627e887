package io.tidegate.publish;

import io.tidegate.check.RowStatistics;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.PublishStrategy;
import io.tidegate.config.WriteMode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Rows that are merged into a table are staged beside it: a merge writes them anew whatever was
 * staged. All others, and those of a table that is not there yet, are staged in it.
 */
record DirectOrStaged(Publisher direct, Publisher staged) implements Publisher {

  private Publisher of(OutputConfig output, TableState base) {
    return output.write() == WriteMode.MERGE && base.exists() ? staged : direct;
  }

  private Publisher of(StagedOutput output) {
    return output.strategy() == PublishStrategy.STAGED ? staged : direct;
  }

  @Override
  public TableState look(String path) {
    return direct.look(path);
  }

  @Override
  public StagedOutput stage(StageRequest request) {
    Publisher publisher = of(request.output(), request.base());
    var rule =
        publisher == direct
            ? MergeRule.of(request.output(), request.rows().schema())
            : Optional.<MergeRule>empty();
    StagedOutput output = publisher.stage(request);
    rule.ifPresent(first -> require(first, output));
    return output;
  }

  private void require(MergeRule rule, StagedOutput output) {
    try {
      new MergeChecks(rule).require(direct.read(output));
    } catch (Throwable e) {
      direct.discard(output);
      throw e;
    }
  }

  @Override
  public Dataset<Row> read(StagedOutput output) {
    return of(output).read(output);
  }

  @Override
  public Set<String> counted(OutputConfig output, TableState base, StructType schema) {
    return of(output, base).counted(output, base, schema);
  }

  @Override
  public RowStatistics statistics(StagedOutput output) {
    return of(output).statistics(output);
  }

  @Override
  public Published commit(StagedOutput output, CommitStamp stamp) {
    return of(output).commit(output, stamp);
  }

  @Override
  public void discard(StagedOutput output) {
    of(output).discard(output);
  }

  @Override
  public Optional<Published> findRun(String path, String runId) {
    return direct.findRun(path, runId);
  }

  @Override
  public Optional<Prior> find(String path, String job, LogicalDate logicalDate) {
    return direct.find(path, job, logicalDate);
  }

  @Override
  public List<Commit> history(String path) {
    return direct.history(path);
  }

  @Override
  public TableSize size(String path, long version) {
    return direct.size(path, version);
  }

  @Override
  public Published restore(String path, long version, CommitNote note) {
    return direct.restore(path, version, note);
  }

  @Override
  public List<TablePartition> partitions(String path, String column) {
    return direct.partitions(path, column);
  }

  @Override
  public Optional<Published> deletePartitions(
      String path, String column, Collection<String> values, CommitNote note) {
    return direct.deletePartitions(path, column, values, note);
  }

  @Override
  public long unused(String path, Duration keep) {
    return direct.unused(path, keep);
  }

  @Override
  public void vacuum(String path, Duration keep, CommitNote note) {
    direct.vacuum(path, keep, note);
  }

  @Override
  public int sweep(String path, String runId) {
    return direct.sweep(path, runId) + staged.sweep(path, runId);
  }
}
