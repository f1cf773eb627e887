package io.tidegate.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.ScanShareableAnalyzer;
import com.amazon.deequ.metrics.Metric;
import io.tidegate.interop.Scala;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.DeclarativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * Analyzers whose metrics are aggregates of one pass, and these aggregates, each computed once
 * however many analyzers ask for it. Deequ's analyzers say what they aggregate ({@code
 * ScanShareableAnalyzer.aggregationFunctions}) and make their metric of the results.
 */
final class Fusion {

  private static final String PREFIX = "tidegate_q";

  private final Simplified simplified;
  private final Predicate<String> hasStatistics;
  private final Map<String, Column> aggregates = new LinkedHashMap<>();
  private final Map<String, Known> known = new LinkedHashMap<>();
  private final Map<String, String> aliasByExpression = new LinkedHashMap<>();
  private final Map<Analyzer<?, ?>, List<String>> aliases = new LinkedHashMap<>();

  /**
   * @param schema of the rows
   * @param hasStatistics whether the written files will have statistics of a column
   */
  Fusion(StructType schema, Predicate<String> hasStatistics) {
    this.simplified = new Simplified(schema);
    this.hasStatistics = hasStatistics;
  }

  /**
   * Whether the analyzer's aggregates can be observed. Deequ's legacy user-defined aggregates
   * cannot be shipped inside an observation.
   */
  static boolean fits(Analyzer<?, ?> analyzer) {
    return analyzer instanceof ScanShareableAnalyzer<?, ?> shareable
        && Scala.list(shareable.aggregationFunctions()).stream().allMatch(Fusion::isObservable);
  }

  private static boolean isObservable(Column aggregate) {
    return nodes(aggregate.expr()).stream()
        .filter(AggregateExpression.class::isInstance)
        .map(node -> ((AggregateExpression) node).aggregateFunction())
        .allMatch(
            function ->
                function instanceof DeclarativeAggregate
                    || function instanceof TypedImperativeAggregate);
  }

  void add(Analyzer<?, ?> analyzer) {
    if (aliases.containsKey(analyzer)) {
      return;
    }
    var names = new ArrayList<String>();
    for (Column aggregate :
        Scala.list(((ScanShareableAnalyzer<?, ?>) analyzer).aggregationFunctions())) {
      names.add(alias(aggregate));
    }
    aliases.put(analyzer, names);
  }

  private String alias(Column aggregate) {
    String next = PREFIX + aggregates.size();
    String alias =
        isComparable(aggregate)
            ? aliasByExpression.computeIfAbsent(aggregate.expr().sql(), sql -> next)
            : next;
    if (alias.equals(next)) {
      Column simple = simplified.of(aggregate);
      aggregates.put(alias, simple.as(alias));
      KnownAggregates.of(simple.expr())
          .filter(answer -> answer.needs().stream().allMatch(hasStatistics))
          .ifPresent(answer -> known.put(alias, answer));
    }
    return alias;
  }

  /** A function given as code has no text that tells it from another. */
  private static boolean isComparable(Column aggregate) {
    return nodes(aggregate.expr()).stream().noneMatch(ScalaUDF.class::isInstance);
  }

  private static List<Expression> nodes(Expression expression) {
    var found = new ArrayList<>(List.of(expression));
    Scala.list(expression.children()).forEach(child -> found.addAll(nodes(child)));
    return found;
  }

  /** What the pass that writes has to observe; by alias, and aliased. */
  Map<String, Column> observed() {
    var observed = new LinkedHashMap<>(aggregates);
    observed.keySet().removeAll(known.keySet());
    return observed;
  }

  /** What the written files' statistics are expected to answer, by alias. */
  Map<String, Known> known() {
    return Collections.unmodifiableMap(known);
  }

  /** The aggregate of this alias, aliased. */
  Column aggregate(String alias) {
    return Objects.requireNonNull(aggregates.get(alias), alias);
  }

  /** The aliases of what the analyzer aggregates. */
  List<String> aliases(Analyzer<?, ?> analyzer) {
    return aliases.getOrDefault(analyzer, List.of());
  }

  /**
   * @param values of every aggregate by its alias; empty for SQL's null
   */
  Map<Analyzer<?, ?>, Metric<?>> metrics(Map<String, Optional<Object>> values) {
    var metrics = new LinkedHashMap<Analyzer<?, ?>, Metric<?>>();
    aliases.forEach(
        (analyzer, names) -> {
          Row own =
              RowFactory.create(
                  names.stream()
                      .map(name -> Objects.requireNonNull(values.get(name), name).orElse(null))
                      .toArray());
          metrics.put(
              analyzer,
              ((ScanShareableAnalyzer<?, ?>) analyzer)
                  .metricFromAggregationResult(own, 0, Option.empty(), Option.empty()));
        });
    return metrics;
  }
}
