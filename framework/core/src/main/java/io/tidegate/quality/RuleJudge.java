package io.tidegate.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.dqdl.model.CompositeExecutableRule;
import com.amazon.deequ.dqdl.model.DeequExecutableRule;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import com.amazon.deequ.dqdl.model.RuleOutcome;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.Metric;
import io.tidegate.check.Finding;
import io.tidegate.check.Finding.Kind;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.interop.Scala;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.glue.dqdl.model.DQRuleLogicalOperator;

/** Makes findings of Deequ's verdicts. */
final class RuleJudge {

  /** Deequ's word for a metric of no rows: it judges the rule, so it is not "could not measure". */
  private static final String NO_ROWS = "EmptyStateException";

  private final String dataset;
  private final DeequRun run;

  RuleJudge(String dataset, DeequRun run) {
    this.dataset = dataset;
    this.run = run;
  }

  Finding judge(PlannedRule planned) {
    Rule rule = planned.rule();
    Outcome measured = outcome(rule, planned.executable());
    Outcome outcome =
        planned.hasThreshold() || measured instanceof Outcome.CouldNotMeasure
            ? measured
            : new Outcome.NotApplicable("no published run to compare with");
    Severity severity = rule.onFailure().severity().orElseThrow();
    return new Finding(Kind.QUALITY, rule.check(), dataset, severity, outcome);
  }

  private Outcome outcome(Rule rule, ExecutableRule executable) {
    var values = new ArrayList<String>();
    Verdict verdict;
    try {
      verdict = evaluate(executable, values);
    } catch (Exception e) {
      // Spark throws checked ones too, of which no signature tells.
      return new Outcome.CouldNotMeasure(message(e));
    }
    if (verdict.unmeasured().isPresent()) {
      return new Outcome.CouldNotMeasure(verdict.unmeasured().get());
    }
    String actual =
        values.isEmpty()
            ? (verdict.holds() ? "it holds" : "it does not hold")
            : String.join(", ", values);
    return verdict.holds()
        ? new Outcome.Passed(rule.text(), actual)
        : new Outcome.Failed(rule.text(), actual, verdict.detail());
  }

  /**
   * @param unmeasured why the rule could not be judged
   */
  private record Verdict(boolean holds, String detail, Optional<String> unmeasured) {}

  private Verdict evaluate(ExecutableRule rule, List<String> values) {
    if (rule instanceof CompositeExecutableRule composite) {
      return combine(composite, values);
    }
    if (rule instanceof DeequExecutableRule deequ) {
      values.addAll(values(deequ));
      RuleOutcome outcome = run.evaluate(deequ);
      return new Verdict(holds(outcome), detail(outcome), unmeasured(deequ));
    }
    RuleOutcome outcome = run.execute(rule);
    Scala.javaMap(outcome.evaluatedMetrics())
        .forEach((name, value) -> values.add(name + " " + number((Double) (Object) value)));
    boolean measured = holds(outcome) || outcome.evaluatedMetrics().nonEmpty();
    return new Verdict(
        holds(outcome),
        detail(outcome),
        measured ? Optional.empty() : Optional.of(detail(outcome)));
  }

  /** One that is known decides an "or" when it holds, and an "and" when it does not. */
  private Verdict combine(CompositeExecutableRule composite, List<String> values) {
    boolean all = composite.operator() == DQRuleLogicalOperator.AND;
    List<Verdict> parts =
        Scala.list(composite.nestedRules()).stream().map(part -> evaluate(part, values)).toList();
    List<Verdict> known = parts.stream().filter(part -> part.unmeasured().isEmpty()).toList();
    boolean decided =
        known.size() == parts.size()
            || (all
                ? known.stream().anyMatch(part -> !part.holds())
                : known.stream().anyMatch(Verdict::holds));
    boolean holds =
        all ? known.stream().allMatch(Verdict::holds) : known.stream().anyMatch(Verdict::holds);
    String detail =
        parts.stream()
            .filter(part -> !part.holds())
            .map(Verdict::detail)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n"));
    Optional<String> unmeasured =
        decided
            ? Optional.empty()
            : parts.stream().flatMap(part -> part.unmeasured().stream()).findFirst();
    return new Verdict(holds, holds ? "" : detail, unmeasured);
  }

  private Optional<String> unmeasured(DeequExecutableRule rule) {
    for (Analyzer<?, ?> analyzer : Scala.list(rule.check().requiredAnalyzers())) {
      Metric<?> metric = run.metric(analyzer);
      if (metric.value().isFailure()) {
        Throwable cause = metric.value().failed().get();
        if (!cause.getClass().getSimpleName().equals(NO_ROWS)) {
          return Optional.of(message(cause));
        }
      }
    }
    return Optional.empty();
  }

  private List<String> values(DeequExecutableRule rule) {
    return Scala.list(rule.check().requiredAnalyzers()).stream()
        .map(run::metric)
        .filter(metric -> metric instanceof DoubleMetric && metric.value().isSuccess())
        .map(DoubleMetric.class::cast)
        .map(metric -> metric.name() + " " + number((Double) metric.value().get()))
        .sorted()
        .toList();
  }

  private static boolean holds(RuleOutcome outcome) {
    return outcome.outcome().asString().equals("Passed");
  }

  private static String detail(RuleOutcome outcome) {
    return Scala.optional(outcome.failureReason()).orElse("");
  }

  private static String number(double value) {
    return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(value);
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
