package io.tidegate.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.MaxLength;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.MinLength;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.PatternMatch;
import com.amazon.deequ.dqdl.model.CompositeExecutableRule;
import com.amazon.deequ.dqdl.model.DeequExecutableRule;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import io.tidegate.interop.Scala;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.DQRuleLogicalOperator;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;

/**
 * A rule's condition on one row, from what Deequ measures for it: where Deequ takes the share of
 * rows for which a predicate holds, the predicate; where it compares an extreme with a threshold,
 * the same comparison for the row's own value.
 */
final class RowCondition {

  private RowCondition() {}

  /** Empty for a rule that does not hold row by row. */
  static Optional<Column> of(PlannedRule rule) {
    return rule.hasThreshold() ? of(rule.executable()) : Optional.empty();
  }

  private static Optional<Column> of(ExecutableRule rule) {
    if (rule instanceof CompositeExecutableRule composite) {
      return combine(composite);
    }
    if (!(rule instanceof DeequExecutableRule deequ)
        || !RuleTypes.ROW_LEVEL.contains(rule.dqRule().getRuleType())) {
      return Optional.empty();
    }
    List<Optional<Column>> parts =
        Scala.list(deequ.check().requiredAnalyzers()).stream()
            .map(analyzer -> of(analyzer, rule.dqRule()))
            .toList();
    return reduce(parts, true).map(condition -> within(rule.dqRule(), condition));
  }

  private static Optional<Column> combine(CompositeExecutableRule composite) {
    List<Optional<Column>> parts =
        Scala.list(composite.nestedRules()).stream().map(RowCondition::of).toList();
    return reduce(parts, composite.operator() == DQRuleLogicalOperator.AND);
  }

  private static Optional<Column> reduce(List<Optional<Column>> parts, boolean all) {
    return parts.stream()
        .reduce((a, b) -> a.flatMap(x -> b.map(y -> all ? x.and(y) : x.or(y))))
        .flatMap(whole -> whole);
  }

  /** Rows outside of the rule's where clause keep it. */
  private static Column within(DQRule rule, Column condition) {
    String where = rule.getWhereClause();
    return where == null || where.isEmpty()
        ? condition
        : not(functions.coalesce(expr(where), lit(false))).or(condition);
  }

  private static Optional<Column> of(Analyzer<?, ?> analyzer, DQRule rule) {
    if (analyzer instanceof Completeness completeness) {
      return Optional.of(col(completeness.column()).isNotNull());
    }
    if (analyzer instanceof Compliance compliance) {
      return Optional.of(expr(compliance.predicate()));
    }
    if (analyzer instanceof PatternMatch match) {
      Column found = regexp_extract(col(match.column()), match.pattern().toString(), 0);
      return Optional.of(found.notEqual(lit("")));
    }
    Optional<Column> length = length(analyzer);
    return length.isPresent()
        ? length.flatMap(value -> compare(value, rule).map(value.isNull()::or))
        : extreme(analyzer).flatMap(value -> compare(number(value), rule));
  }

  /** The value whose extreme Deequ compares; a row without one breaks the rule. */
  private static Optional<Column> extreme(Analyzer<?, ?> analyzer) {
    if (analyzer instanceof Minimum minimum) {
      return Optional.of(col(minimum.column()));
    }
    return analyzer instanceof Maximum maximum
        ? Optional.of(col(maximum.column()))
        : Optional.empty();
  }

  /** The length whose extreme Deequ compares; a row without a text keeps the rule. */
  private static Optional<Column> length(Analyzer<?, ?> analyzer) {
    if (analyzer instanceof MinLength shortest) {
      return Optional.of(functions.length(col(shortest.column())));
    }
    return analyzer instanceof MaxLength longest
        ? Optional.of(functions.length(col(longest.column())))
        : Optional.empty();
  }

  /** To Spark, "not a number" is greater than any; here it is in no order with one. */
  private static Column number(Column value) {
    Column number = value.cast("double");
    return when(not(isnan(number)), number);
  }

  private static Optional<Column> compare(Column number, DQRule rule) {
    if (!(rule.getCondition() instanceof NumberBasedCondition condition)) {
      return Optional.empty();
    }
    List<Double> bounds =
        condition.getOperands().stream()
            .map(operand -> Double.parseDouble(operand.toString()))
            .toList();
    double first = bounds.get(0);
    double last = bounds.get(bounds.size() - 1);
    Object[] all = bounds.toArray();
    return Optional.of(
        switch (condition.getOperator()) {
          case GREATER_THAN -> number.gt(first);
          case GREATER_THAN_EQUAL_TO -> number.geq(first);
          case LESS_THAN -> number.lt(first);
          case LESS_THAN_EQUAL_TO -> number.leq(first);
          case EQUALS -> number.equalTo(first);
          case NOT_EQUALS -> number.notEqual(first);
          case BETWEEN -> number.gt(first).and(number.lt(last));
          case NOT_BETWEEN -> number.leq(first).or(number.geq(last));
          case IN -> number.isin(all);
          case NOT_IN -> not(number.isin(all));
        });
  }
}
