package io.tidegate.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.FilterableAnalyzer;
import com.amazon.deequ.analyzers.Preconditions;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.dqdl.execution.DQDLExecutor;
import com.amazon.deequ.dqdl.model.DeequExecutableRule;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import com.amazon.deequ.dqdl.model.RuleOutcome;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.Metric;
import io.tidegate.check.Measures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import software.amazon.glue.dqdl.model.DQRule;

/** Deequ's metrics of one dataset: those that were observed, and the rest from the staged rows. */
final class DeequRun {

  private final Map<Analyzer<?, ?>, Metric<?>> metrics;
  private final Supplier<Dataset<Row>> staged;
  private final Map<String, Dataset<Row>> references;
  private final Map<String, Double> compared = new TreeMap<>();

  DeequRun(
      Map<Analyzer<?, ?>, Metric<?>> observed,
      List<Analyzer<?, ?>> unfused,
      Supplier<Dataset<Row>> staged,
      Map<String, Dataset<Row>> references) {
    this.metrics = new LinkedHashMap<>(observed);
    this.staged = staged;
    this.references = references;
    if (!unfused.isEmpty()) {
      metrics.putAll(measure(unfused));
    }
  }

  /** Whether the schema has what the analyzer measures. */
  static boolean canMeasure(Analyzer<?, ?> analyzer, StructType schema) {
    return Preconditions.findFirstFailing(schema, analyzer.preconditions()).isEmpty();
  }

  static boolean isMeasuredByAnalyzers(ExecutableRule rule) {
    return rule instanceof DeequExecutableRule;
  }

  /** Back-quoted where Spark would read the name as something else. */
  static String quoted(String column) {
    return column.matches("[A-Za-z0-9_]+|`.*`") ? column : "`" + column + "`";
  }

  /** Deequ groups once for each set of columns and reads only the columns that it needs. */
  private Map<Analyzer<?, ?>, Metric<?>> measure(List<Analyzer<?, ?>> analyzers) {
    var builder = AnalysisRunner.onData(staged.get());
    for (Analyzer<?, ?> analyzer : analyzers) {
      builder = builder.addAnalyzer(typed(analyzer));
    }
    return new LinkedHashMap<>(Scala.map(builder.run().metricMap()));
  }

  @SuppressWarnings("unchecked")
  private static Analyzer<?, Metric<?>> typed(Analyzer<?, ?> analyzer) {
    return (Analyzer<?, Metric<?>>) analyzer;
  }

  Metric<?> metric(Analyzer<?, ?> analyzer) {
    return Objects.requireNonNull(metrics.get(analyzer), "an analyzer that was not planned");
  }

  /** Deequ's own verdict on a rule that its analyzers measure. */
  RuleOutcome evaluate(DeequExecutableRule rule) {
    var context = new LinkedHashMap<Analyzer<?, Metric<?>>, Metric<?>>();
    for (Analyzer<?, ?> analyzer : Scala.list(rule.check().requiredAnalyzers())) {
      context.put(typed(analyzer), metric(analyzer));
    }
    return RuleOutcome.apply(
        rule.dqRule(), rule.check().evaluate(AnalyzerContext.apply(Scala.immutableMap(context))));
  }

  /** Deequ's own execution of any other rule, on the staged rows. */
  RuleOutcome execute(ExecutableRule rule) {
    scala.collection.immutable.Map<DQRule, RuleOutcome> outcomes =
        DQDLExecutor.executeRules(
            Scala.seq(List.of(rule)), staged.get(), Scala.immutableMap(references));
    RuleOutcome outcome = outcomes.apply(rule.dqRule());
    Scala.map(outcome.evaluatedMetrics())
        .forEach((name, value) -> keep(name, (Double) (Object) value, rule));
    return outcome;
  }

  /** Deequ names such a metric by its column alone; a second rule's gets the rule behind it. */
  private void keep(String name, double value, ExecutableRule rule) {
    Double other = compared.putIfAbsent(name, value);
    if (other != null && other != value) {
      compared.put(name + " of " + rule.dqRule(), value);
    }
  }

  Measures measures() {
    var values = new TreeMap<>(compared);
    metrics.forEach(
        (analyzer, metric) -> {
          if (metric instanceof DoubleMetric number && number.value().isSuccess()) {
            values.put(name(number) + where(analyzer), (Double) number.value().get());
          }
        });
    return new Measures(values);
  }

  private static String where(Analyzer<?, ?> analyzer) {
    return analyzer instanceof FilterableAnalyzer filterable
        ? Scala.optional(filterable.filterCondition()).map(w -> " (where: " + w + ")").orElse("")
        : "";
  }

  /** {@code Column.price.Completeness}, as in Deequ's own results for DQDL. */
  static String name(DoubleMetric metric) {
    String name = metric.name().equals("Size") ? "RowCount" : metric.name();
    return metric.entity() + "." + metric.instance() + "." + name;
  }
}
