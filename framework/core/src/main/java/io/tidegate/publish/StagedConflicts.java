package io.tidegate.publish;

import io.tidegate.config.WriteMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Whether what was committed since the base version stands against a staged write: the part of the
 * table that it replaces must be made of the same files still.
 */
record StagedConflicts(SparkSession spark, StagedOutput staged, StagedWrite write) {

  static Dataset<Row> at(SparkSession spark, String path, long version) {
    return spark.read().format("delta").option("versionAsOf", version).load(path);
  }

  /**
   * @throws ConflictException when it does
   */
  void check(Dataset<Row> rows) {
    var history = new DeltaHistory(spark, staged.path());
    List<DeltaHistory.Commit> since = history.since(staged.baseVersion());
    if (since.stream().anyMatch(c -> c.note().filter(n -> isSame(staged, n)).isPresent())) {
      throw alreadyPublished(staged, history);
    }
    if (!since.isEmpty() && (staged.baseVersion() < 0 || replacedPartChanged(rows, since))) {
      DeltaHistory.Commit newest = since.get(0);
      throw new ConflictException(
          "the table %s cannot take the rows of run %s, staged against version %d, any more since version %d, %s"
              .formatted(
                  staged.path(),
                  staged.runId(),
                  staged.baseVersion(),
                  newest.version(),
                  author(newest)));
    }
  }

  private boolean replacedPartChanged(Dataset<Row> rows, List<DeltaHistory.Commit> since) {
    return staged.write() != WriteMode.APPEND
        && !files(rows, staged.baseVersion()).equals(files(rows, since.get(0).version()));
  }

  private Set<String> files(Dataset<Row> rows, long version) {
    Dataset<Row> table = at(spark, staged.path(), version);
    return Set.copyOf(Arrays.asList(table.where(replaced(rows)).inputFiles()));
  }

  private Column replaced(Dataset<Row> rows) {
    return switch (staged.write()) {
      case APPEND -> functions.lit(false);
      case OVERWRITE -> functions.lit(true);
      case REPLACE_PARTITION, REPLACE_WHERE -> functions.expr(write.replaceWhere().orElseThrow());
      case DYNAMIC_PARTITIONS -> touched(rows);
    };
  }

  private Column touched(Dataset<Row> rows) {
    Column[] columns =
        staged.partitionBy().stream().map(StagedConflicts::column).toArray(Column[]::new);
    Column any = functions.lit(false);
    for (Row partition : rows.select(columns).distinct().collectAsList()) {
      Column all = functions.lit(true);
      for (int i = 0; i < columns.length; i++) {
        all = all.and(columns[i].eqNullSafe(partition.get(i)));
      }
      any = any.or(all);
    }
    return any;
  }

  private static Column column(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  private static boolean isSame(StagedOutput staged, CommitNote note) {
    return note.job().equals(staged.job())
        && note.logicalDate().equals(staged.logicalDate().toString())
        && note.output().equals(staged.key());
  }

  static ConflictException alreadyPublished(StagedOutput staged, DeltaHistory history) {
    return new ConflictException(
        "%s of %s was already published to %s by %s"
            .formatted(
                staged.logicalDate(),
                staged.job(),
                staged.path(),
                history
                    .find(note -> isSame(staged, note), Instant.MIN)
                    .map(p -> "run " + p.runId() + " as version " + p.version())
                    .orElse("a run that the table's log has forgotten")));
  }

  static ConflictException lost(StagedOutput staged, ConcurrentModificationException e) {
    return new ConflictException(
        "the table %s cannot take the rows of run %s, staged against version %d, any more: %s"
            .formatted(
                staged.path(),
                staged.runId(),
                staged.baseVersion(),
                String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
        e);
  }

  private static String author(DeltaHistory.Commit commit) {
    return commit
        .note()
        .map(n -> "published by run %s (%s, %s)".formatted(n.runId(), n.job(), n.logicalDate()))
        .orElse("a " + commit.operation() + " of another program");
  }
}
