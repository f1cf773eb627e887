package io.tidegate.publish;

import io.delta.tables.DeltaTable;
import io.tidegate.config.WriteMode;
import io.tidegate.publish.StageRequest.Evolution;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.QuotingUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Whether what was committed since the base version stands against a staged write: the part of the
 * table that it replaces must be made of the same files still.
 */
record StagedConflicts(SparkSession spark, StagedOutput staged, StagedWrite write) {

  static Dataset<Row> at(SparkSession spark, String path, long version) {
    return spark.read().format("delta").option("versionAsOf", version).load(path);
  }

  /**
   * @param since the commits after the base version, newest first
   * @throws ConflictException when they stand against it
   */
  void check(Dataset<Row> rows, List<Commit> since) {
    Optional<Published> same =
        since.stream().filter(this::isSame).findFirst().flatMap(Commit::published);
    if (same.isPresent()) {
      throw ConflictException.alreadyPublished(staged, same);
    }
    schemaObstacle(since)
        .ifPresent(
            reason -> {
              throw ConflictException.changed(staged, since, reason);
            });
    replacedObstacle(rows, since)
        .ifPresent(
            reason -> {
              throw ConflictException.changed(staged, since, reason);
            });
  }

  private Optional<String> replacedObstacle(Dataset<Row> rows, List<Commit> since) {
    if (since.isEmpty()) {
      return Optional.empty();
    }
    if (write.merge().isPresent()) {
      return new MergedRows(spark, staged.path(), write, write.merge().get())
          .obstacle(rows, staged.baseVersion(), since.get(0).version());
    }
    if (!replacedPartChanged(rows, since)) {
      return Optional.empty();
    }
    return Optional.of(
        staged.baseVersion() < 0
            ? "the table was created since, and holds what they replace"
            : "what they replace has changed");
  }

  private Optional<String> schemaObstacle(List<Commit> since) {
    if (since.isEmpty()) {
      return Optional.empty();
    }
    StructType now = at(spark, staged.path(), since.get(0).version()).schema();
    StructType before =
        staged.baseVersion() < 0
            ? (StructType) DataType.fromJson(staged.schema())
            : at(spark, staged.path(), staged.baseVersion()).schema();
    if (write.evolution() == Evolution.REPLACE && !before.equals(now)) {
      return Optional.of(
          "the table's columns are %s now, and the run would make them %s"
              .formatted(now.toDDL(), ((StructType) DataType.fromJson(write.schema())).toDDL()));
    }
    return tableObstacle().or(() -> NewerSchema.obstacle(before, now));
  }

  private Optional<String> tableObstacle() {
    Row detail =
        DeltaTable.forPath(spark, staged.path())
            .detail()
            .select("partitionColumns", "properties")
            .head();
    return write.obstacle(staged, detail.getList(0), detail.getJavaMap(1));
  }

  private boolean replacedPartChanged(Dataset<Row> rows, List<Commit> since) {
    return staged.write() != WriteMode.APPEND
        && !files(rows, staged.baseVersion()).equals(files(rows, since.get(0).version()));
  }

  private Set<String> files(Dataset<Row> rows, long version) {
    if (version < 0) {
      return Set.of();
    }
    Dataset<Row> table = at(spark, staged.path(), version);
    return Set.copyOf(Arrays.asList(table.where(replaced(rows)).inputFiles()));
  }

  private Column replaced(Dataset<Row> rows) {
    return switch (staged.write()) {
      case APPEND, MERGE, SCD2 -> functions.lit(false);
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
    return functions.col(QuotingUtils.quoteIdentifier(name));
  }

  /** Whether the commit is of the same (job, logical date, output), by whichever run. */
  boolean isSame(Commit commit) {
    return commit.note().filter(this::isSame).isPresent();
  }

  private boolean isSame(CommitNote note) {
    return note.isSameAs(staged.job(), staged.logicalDate(), staged.key());
  }

  /** Delta left the write out, since the table has an application id for it already. */
  ConflictException alreadyPublished() {
    return ConflictException.alreadyPublished(
        staged, new DeltaHistory(spark, staged.path()).findLive(this::isSame));
  }

  /** Delta refused the write. */
  ConflictException lost(List<Commit> since, Exception e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    var conflict = ConflictException.changed(staged, since, reason);
    conflict.initCause(e);
    return conflict;
  }
}
