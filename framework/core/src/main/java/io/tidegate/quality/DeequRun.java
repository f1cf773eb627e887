package io.tidegate.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.dqdl.execution.DQDLExecutor;
import com.amazon.deequ.dqdl.model.DeequExecutableRule;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import com.amazon.deequ.dqdl.model.RuleOutcome;
import com.amazon.deequ.metrics.Metric;
import io.tidegate.check.Measures;
import io.tidegate.interop.Scala;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import software.amazon.glue.dqdl.model.DQRule;

/** Deequ's verdicts on the rules of one dataset. */
final class DeequRun {

  private final DeequMetrics metrics;
  private final Supplier<Dataset<Row>> staged;
  private final Map<String, Dataset<Row>> references;
  private final Map<String, Double> compared = new TreeMap<>();

  /**
   * @param metrics of every analyzer that the rules need
   * @param staged the rows, for rules that no analyzer measures
   */
  DeequRun(
      DeequMetrics metrics, Supplier<Dataset<Row>> staged, Map<String, Dataset<Row>> references) {
    this.metrics = metrics;
    this.staged = staged;
    this.references = references;
  }

  Metric<?> metric(Analyzer<?, ?> analyzer) {
    return metrics.of(analyzer);
  }

  /** Deequ's own verdict on a rule that its analyzers measure. */
  RuleOutcome evaluate(DeequExecutableRule rule) {
    var context = new LinkedHashMap<Analyzer<?, Metric<?>>, Metric<?>>();
    for (Analyzer<?, ?> analyzer : Scala.list(rule.check().requiredAnalyzers())) {
      context.put(DeequMetrics.typed(analyzer), metric(analyzer));
    }
    return RuleOutcome.apply(
        rule.dqRule(), rule.check().evaluate(AnalyzerContext.apply(Scala.map(context))));
  }

  /** Deequ's own execution of any other rule, on the staged rows. */
  RuleOutcome execute(ExecutableRule rule) {
    scala.collection.immutable.Map<DQRule, RuleOutcome> outcomes =
        DQDLExecutor.executeRules(Scala.seq(List.of(rule)), staged.get(), Scala.map(references));
    RuleOutcome outcome = outcomes.apply(rule.dqRule());
    Scala.javaMap(outcome.evaluatedMetrics())
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
    values.putAll(metrics.values());
    return new Measures(values);
  }
}
