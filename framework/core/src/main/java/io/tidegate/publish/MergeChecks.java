package io.tidegate.publish;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.util.QuotingUtils;

/**
 * What rows must be to be merged: each has a key, and no other row has it. Delta would refuse some
 * of the others in the middle of the merge, after the audit, and insert the rest of them twice.
 */
final class MergeChecks {

  private static final String ROWS = "_rows";

  private final MergeRule rule;
  private final Column[] keys;

  MergeChecks(MergeRule rule) {
    this.rule = rule;
    this.keys = columns(rule.keys());
  }

  static Column[] columns(List<String> names) {
    return names.stream()
        .map(name -> col(QuotingUtils.quoteIdentifier(name)))
        .toArray(Column[]::new);
  }

  /**
   * @param batch the staged rows; their keys are read, no other column
   * @throws BrokenConstraintException of null keys before that of duplicates
   */
  void require(Dataset<Row> batch) {
    Column whole = lit(true);
    for (Column key : keys) {
      whole = whole.and(key.isNotNull());
    }
    Column twice = whole.and(col(ROWS).gt(1));
    Row found =
        batch
            .groupBy(keys)
            .agg(count(lit(1)).as(ROWS))
            .agg(
                coalesce(sum(when(not(whole), col(ROWS))), lit(0L)),
                min(when(not(whole), struct(keys))),
                count(when(twice, 1)),
                min(when(twice, struct(keys))))
            .head();
    if (found.getLong(0) > 0) {
      throw notNull(found.getLong(0), found.getStruct(1));
    }
    if (found.getLong(2) > 0) {
      throw unique(found.getLong(2), found.getStruct(3));
    }
  }

  /**
   * As {@link #require(Dataset)}, of a table that is there: where rows that are missing are
   * removed, a batch that lost its rows would take the table along.
   *
   * @param rows how many there are
   */
  void require(Dataset<Row> batch, long rows) {
    require(batch);
    if (rows == 0 && rule.deletes() && !rule.emptiesTable()) {
      throw new BrokenConstraintException(
          "merge.rows",
          "at least one row, since when-missing = delete removes all that are not among them",
          "no rows",
          "look at the inputs, or set volume.min-rows = 0 where no rows mean that all are gone");
    }
  }

  private BrokenConstraintException notNull(long rows, Row example) {
    return new BrokenConstraintException(
        "merge.keys-not-null",
        String.join(", ", rule.keys()) + " are never null",
        rows + " rows without a whole key, such as " + text(example),
        "fill the keys or leave such rows out in the transform");
  }

  private BrokenConstraintException unique(long twice, Row example) {
    return new BrokenConstraintException(
        "merge.keys-unique",
        "one row for each " + String.join(", ", rule.keys()),
        twice + " keys of several rows, such as " + text(example),
        "decide in the transform which of the rows counts");
  }

  private String text(Row key) {
    return IntStream.range(0, rule.keys().size())
        .mapToObj(i -> rule.keys().get(i) + " = " + key.get(i))
        .collect(Collectors.joining(", "));
  }
}
