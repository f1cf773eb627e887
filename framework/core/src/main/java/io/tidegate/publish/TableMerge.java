package io.tidegate.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.delta.tables.DeltaMergeBuilder;
import io.delta.tables.DeltaTable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.QuotingUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Merges staged rows into their table by one commit of Delta's, through its public interface. */
record TableMerge(SparkSession spark, StagedOutput staged, StagedWrite write, MergeRule rule) {

  private static final String TABLE = "kept";
  private static final String BATCH = "batch";

  /** So many partitions are named to Delta, so that it looks into no others. */
  private static final int NAMED_PARTITIONS = 200;

  /** Whether a row of the table, {@code kept}, is that of a row of the {@code batch}. */
  static Column sameKey(MergeRule rule) {
    return rule.keys().stream()
        .map(key -> of(TABLE, key).equalTo(of(BATCH, key)))
        .reduce(lit(true), Column::and);
  }

  private static Column of(String side, String column) {
    return col(side + "." + QuotingUtils.quoteIdentifier(column));
  }

  /**
   * The one commit, also when no row changes.
   *
   * @param number which publish of this (job, logical date) it is, ascending
   */
  void publish(CommitNote note, long number) {
    // Delta takes these from the session alone; another thread may publish on the same one.
    SparkSession own = spark.cloneSession();
    own.conf().set("spark.databricks.delta.commitInfo.userMetadata", note.toJson());
    own.conf().set("spark.databricks.delta.write.txnAppId", StagedWrite.applicationId(staged));
    own.conf().set("spark.databricks.delta.write.txnVersion", number);
    // Staged files do not change while they are read twice: no copy of them is needed.
    own.conf().set("spark.databricks.delta.merge.materializeSource", "none");
    var unused =
        ActiveSession.during(
            own,
            () -> {
              merge(own);
              return note;
            });
  }

  private void merge(SparkSession own) {
    var schema = (StructType) DataType.fromJson(staged.schema());
    Dataset<Row> rows =
        StagingDirectory.of(own, staged.path(), staged.runId(), staged.key()).read(schema);
    DeltaTable table = DeltaTable.forPath(own, staged.path());
    DeltaMergeBuilder merge =
        table
            .as(TABLE)
            .merge(rows.as(BATCH), sameKey(rule).and(partitions(rows)))
            // Also where the columns stay: a table may have got some since that the rows have not.
            .withSchemaEvolution()
            .whenMatched(differs(schema, table.toDF().schema()))
            .updateAll()
            .whenNotMatched()
            .insertAll();
    if (rule.deletes()) {
      merge = merge.whenNotMatchedBySource(expr(write.replaceWhere().orElse("true"))).delete();
    }
    merge.execute();
  }

  /** A row that is in the table as it is in the batch is not written again. */
  private static Column differs(StructType batch, StructType table) {
    List<String> there = Arrays.asList(table.fieldNames());
    Column same = lit(true);
    for (StructField field : batch.fields()) {
      Column mine = comparable(BATCH, field);
      same =
          same.and(
              there.contains(field.name())
                  ? comparable(TABLE, table.apply(field.name())).eqNullSafe(mine)
                  : mine.isNull());
    }
    return not(same);
  }

  private static Column comparable(String side, StructField field) {
    return ComparableColumn.of(of(side, field.name()), field.dataType());
  }

  /**
   * The partitions that the batch's keys are in, for a table whose partition columns are among the
   * keys: Delta reads those alone, and merges into others conflict with none of them.
   */
  private Column partitions(Dataset<Row> rows) {
    List<String> columns = staged.partitionBy();
    if (columns.isEmpty() || !rule.keys().containsAll(columns) || rule.deletes()) {
      return lit(true);
    }
    List<Row> found =
        rows.select(MergeChecks.columns(columns))
            .distinct()
            .limit(NAMED_PARTITIONS + 1)
            .collectAsList();
    if (found.size() > NAMED_PARTITIONS) {
      return lit(true);
    }
    return found.stream().map(row -> isIn(columns, row)).reduce(lit(false), Column::or);
  }

  private static Column isIn(List<String> columns, Row partition) {
    Column all = lit(true);
    for (int i = 0; i < columns.size(); i++) {
      all = all.and(of(TABLE, columns.get(i)).equalTo(lit(partition.get(i))));
    }
    return all;
  }
}
