package io.tidegate.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.number.AtomicNumberOperand;
import software.amazon.glue.dqdl.model.condition.number.BinaryExpressionOperand;
import software.amazon.glue.dqdl.model.condition.number.FunctionCallOperand;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.NumericOperand;

/**
 * Thresholds that look back, such as {@code > avg(last(10)) * 0.9}. Deequ parses them and cannot
 * evaluate them, so they are made numbers before a rule goes to it.
 */
final class Thresholds {

  static final String HELP = "use avg, min, max, sum, median or std of last(k), or last(1)";

  private static final String LAST = "last";

  private static final Map<String, ToDoubleFunction<double[]>> FUNCTIONS =
      Map.of(
          "avg", values -> Arrays.stream(values).average().orElseThrow(),
          "min", values -> Arrays.stream(values).min().orElseThrow(),
          "max", values -> Arrays.stream(values).max().orElseThrow(),
          "sum", values -> Arrays.stream(values).sum(),
          "median", Thresholds::median,
          "std", Thresholds::deviation);

  private Thresholds() {}

  /** What is wrong with the functions in a rule's threshold, if anything. */
  static Optional<String> unknownFunction(DQRule rule) {
    return operands(rule.getCondition()).stream()
        .flatMap(operand -> unknownFunction(operand).stream())
        .findFirst();
  }

  private static Optional<String> unknownFunction(NumericOperand operand) {
    if (operand instanceof BinaryExpressionOperand both) {
      return unknownFunction(both.getOperand1()).or(() -> unknownFunction(both.getOperand2()));
    }
    if (!(operand instanceof FunctionCallOperand call) || isLast(call, 1)) {
      return Optional.empty();
    }
    boolean known =
        FUNCTIONS.containsKey(name(call))
            && call.getOperands().size() == 1
            && call.getOperands().get(0) instanceof FunctionCallOperand inner
            && isLast(inner, Integer.MAX_VALUE);
    return known ? Optional.empty() : Optional.of("'" + call + "' cannot be evaluated");
  }

  static boolean looksBack(DQRule rule) {
    return operands(rule.getCondition()).stream().anyMatch(Thresholds::looksBack);
  }

  private static boolean looksBack(NumericOperand operand) {
    return operand instanceof BinaryExpressionOperand both
        ? looksBack(both.getOperand1()) || looksBack(both.getOperand2())
        : operand instanceof FunctionCallOperand;
  }

  /** The rule with numbers in place of what looks back; empty when there is nothing to look at. */
  static Optional<DQRule> resolve(DQRule rule, String metric, MetricHistory history) {
    if (history.last(metric, 1).isEmpty()) {
      return Optional.empty();
    }
    var condition = (NumberBasedCondition) rule.getCondition();
    List<NumericOperand> numbers =
        condition.getOperands().stream()
            .map(operand -> number(value(operand, metric, history)))
            .toList();
    var resolved =
        new NumberBasedCondition(
            condition.getConditionAsString(), condition.getOperator(), numbers);
    return Optional.of(
        new DQRule(
            rule.getRuleType(),
            rule.getParameters(),
            resolved,
            rule.getThresholdCondition(),
            rule.getOperator(),
            rule.getNestedRules(),
            rule.getWhereClause()));
  }

  private static double value(NumericOperand operand, String metric, MetricHistory history) {
    if (operand instanceof BinaryExpressionOperand both) {
      return combine(
          both.getOperator(),
          value(both.getOperand1(), metric, history),
          value(both.getOperand2(), metric, history));
    }
    if (operand instanceof FunctionCallOperand call) {
      return name(call).equals(LAST)
          ? history.last(metric, 1).get(0)
          : function(call).applyAsDouble(past(call, metric, history));
    }
    return Double.parseDouble(operand.toString());
  }

  private static ToDoubleFunction<double[]> function(FunctionCallOperand call) {
    return Objects.requireNonNull(FUNCTIONS.get(name(call)), "a function that was not checked");
  }

  private static double[] past(FunctionCallOperand call, String metric, MetricHistory history) {
    var inner = (FunctionCallOperand) call.getOperands().get(0);
    int runs = Integer.parseInt(inner.getOperands().get(0).toString());
    return history.last(metric, runs).stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double combine(String operator, double left, double right) {
    return switch (operator) {
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/" -> left / right;
      default -> throw new IllegalArgumentException("unknown operator " + operator);
    };
  }

  private static NumericOperand number(double value) {
    return new AtomicNumberOperand(new java.math.BigDecimal(value).toPlainString());
  }

  private static boolean isLast(FunctionCallOperand call, int most) {
    return name(call).equals(LAST)
        && call.getOperands().size() == 1
        && call.getOperands().get(0).toString().matches("[1-9][0-9]{0,5}")
        && Integer.parseInt(call.getOperands().get(0).toString()) <= most;
  }

  private static String name(FunctionCallOperand call) {
    return call.getFunctionName().toLowerCase(Locale.ROOT);
  }

  private static List<NumericOperand> operands(Condition condition) {
    return condition instanceof NumberBasedCondition numbers ? numbers.getOperands() : List.of();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Of the whole population, as Deequ's StandardDeviation is. */
  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }
}
