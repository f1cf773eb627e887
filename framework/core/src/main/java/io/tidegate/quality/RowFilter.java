package io.tidegate.quality;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** Tells the rows that keep every row rule from those that break one. */
public final class RowFilter {

  static final String BAD_ROWS = "tidegate_bad_rows";

  private final Map<String, Column> good;

  /**
   * @param rules at least one; each keeps a row when its condition is true, and breaks it when it
   *     is false or null
   */
  RowFilter(List<PlannedRule> rules) {
    this.good = new LinkedHashMap<>();
    rules.forEach(
        rule ->
            RowCondition.of(rule)
                .ifPresent(
                    condition ->
                        good.put(rule.rule().check() + " " + rule.rule().text(), condition)));
  }

  /** True for rows to publish, false for the others; never null. */
  public Column good() {
    return good.values().stream()
        .map(RowFilter::isTrue)
        .reduce(Column::and)
        .orElseGet(() -> lit(true));
  }

  /** The rules that the row breaks, {@code file:line rule}, as an array of strings. */
  public Column reasons() {
    return array_compact(
        array(
            good.entrySet().stream()
                .map(rule -> when(not(isTrue(rule.getValue())), lit(rule.getKey())))
                .toArray(Column[]::new)));
  }

  /** To be observed with the rules' aggregates. */
  Column badRows() {
    return sum(when(good(), lit(0L)).otherwise(lit(1L))).as(BAD_ROWS);
  }

  /** The number of rows that break a rule, from the observed aggregates. */
  public long badRows(Row observed) {
    Object bad = observed.getAs(BAD_ROWS);
    return bad == null ? 0 : ((Number) bad).longValue();
  }

  private static Column isTrue(Column condition) {
    return coalesce(condition, lit(false));
  }
}
