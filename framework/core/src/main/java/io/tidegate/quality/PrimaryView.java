package io.tidegate.quality;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import software.amazon.glue.dqdl.model.DQRule;

/**
 * The dataset under check, by the name {@code primary} that the SQL of a rule calls it. Views
 * belong to the whole session, where other jobs may run at the same time; so each rule has a name
 * of its own for it.
 */
final class PrimaryView {

  private static final String PREFIX = "tidegate_primary_";

  private PrimaryView() {}

  /** The same rule, whose SQL reads the rule's own view. */
  static DQRule rename(DQRule parsed, Rule rule) {
    if (!parsed.getRuleType().equals("CustomSql")) {
      return parsed;
    }
    Map<String, String> parameters =
        parsed.getParameters().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> entry.getValue().replaceAll("(?i)\\bprimary\\b", name(rule))));
    return new DQRule(
        parsed.getRuleType(),
        parameters,
        parsed.getCondition(),
        parsed.getThresholdCondition(),
        parsed.getOperator(),
        parsed.getNestedRules(),
        parsed.getWhereClause());
  }

  static void open(Rule rule, Dataset<Row> rows) {
    rows.createOrReplaceTempView(name(rule));
  }

  static void close(Rule rule, Dataset<Row> rows) {
    rows.sparkSession().catalog().dropTempView(name(rule));
  }

  /** One instance of a rule is one run's. */
  private static String name(Rule rule) {
    return PREFIX + Integer.toHexString(System.identityHashCode(rule)) + "_" + rule.line();
  }
}
