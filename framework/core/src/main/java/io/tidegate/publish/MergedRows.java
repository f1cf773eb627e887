package io.tidegate.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.io.FileNotFoundException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.QuotingUtils;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a merge replaces in two versions of the table: the rows with the batch's keys, or with
 * {@code when-missing = delete} all that it may remove. Rows and not files are compared, so that a
 * merge goes beside whatever was done to other rows of the same files.
 */
record MergedRows(SparkSession spark, String path, StagedWrite write, MergeRule rule) {

  /**
   * Why the batch cannot be merged any more; empty where all that it replaces is the same.
   *
   * @param batch the staged rows
   * @param before the version that they were staged against; -1 for no table
   * @param now the newest version
   */
  Optional<String> obstacle(Dataset<Row> batch, long before, long now) {
    StructType schema = StagedConflicts.at(spark, path, now).schema();
    try {
      Dataset<Row> present = comparable(replaced(batch, now), schema);
      if (before < 0) {
        return present.isEmpty()
            ? Optional.empty()
            : Optional.of("the table was created since, and holds what they replace");
      }
      Dataset<Row> past = comparable(replaced(batch, before), schema);
      return past.exceptAll(present).isEmpty() && present.exceptAll(past).isEmpty()
          ? Optional.empty()
          : Optional.of("what they replace has changed");
    } catch (Exception e) { // Spark's may be a checked one that no signature names.
      if (isGone(e)) {
        return Optional.of("files of the version that they were staged against are gone");
      }
      throw e;
    }
  }

  private Dataset<Row> replaced(Dataset<Row> batch, long version) {
    Dataset<Row> table = StagedConflicts.at(spark, path, version);
    if (rule.deletes()) {
      return write.replaceWhere().map(where -> table.where(expr(where))).orElse(table);
    }
    Dataset<Row> rows = table.as("kept");
    Dataset<Row> keys = batch.select(MergeChecks.columns(rule.keys())).as("batch");
    return rows.join(keys, TableMerge.sameKey(rule), "left_semi");
  }

  /** In the newest columns: an older version has null where it has no such column. */
  private static Dataset<Row> comparable(Dataset<Row> rows, StructType schema) {
    return rows.select(
        Arrays.stream(schema.fields())
            .map(field -> column(rows.schema(), field))
            .toArray(Column[]::new));
  }

  private static Column column(StructType present, StructField field) {
    boolean isThere = Arrays.asList(present.fieldNames()).contains(field.name());
    Column value = isThere ? col(QuotingUtils.quoteIdentifier(field.name())) : lit(null);
    return ComparableColumn.of(value.cast(field.dataType()), field.dataType()).as(field.name());
  }

  private static boolean isGone(Exception e) {
    return Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
        .anyMatch(FileNotFoundException.class::isInstance);
  }
}
