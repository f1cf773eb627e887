package io.tidegate.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.dqdl.model.CompositeExecutableRule;
import com.amazon.deequ.dqdl.model.DeequExecutableRule;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import com.amazon.deequ.dqdl.model.UnsupportedExecutableRule;
import com.amazon.deequ.dqdl.translation.DQDLRuleTranslator$;
import io.tidegate.interop.Scala;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.glue.dqdl.model.DQRule;

/**
 * A rule as Deequ executes it.
 *
 * @param hasThreshold false when its threshold looks back and there is nothing to look at: then the
 *     rule is measured, so that the next run has something, and not judged
 */
record PlannedRule(Rule rule, ExecutableRule executable, boolean hasThreshold) {

  /** Stands in for what a threshold would look back on. */
  private static final MetricHistory NO_MATTER = (metric, runs) -> List.of(1.0);

  /**
   * @throws UserException when Deequ has no way to evaluate it
   */
  static PlannedRule of(Rule rule, MetricHistory history) {
    ExecutableRule executable = translate(rule, rule.parsed());
    if (!Thresholds.looksBack(rule.parsed())) {
      return new PlannedRule(rule, executable, true);
    }
    String metric =
        Scala.optional(executable.evaluatedMetricName())
            .orElseThrow(() -> problem(rule, "looks back, but measures no single metric", ""));
    Optional<DQRule> resolved = Thresholds.resolve(rule.parsed(), metric, history);
    DQRule numbers =
        resolved.or(() -> Thresholds.resolve(rule.parsed(), metric, NO_MATTER)).orElseThrow();
    return new PlannedRule(rule, translate(rule, numbers), resolved.isPresent());
  }

  private static ExecutableRule translate(Rule rule, DQRule parsed) {
    ExecutableRule executable = DQDLRuleTranslator$.MODULE$.toExecutableRule(parsed);
    flat(executable)
        .filter(UnsupportedExecutableRule.class::isInstance)
        .findFirst()
        .ifPresent(
            unsupported -> {
              throw problem(
                  rule,
                  "cannot be evaluated",
                  Scala.optional(((UnsupportedExecutableRule) unsupported).reason()).orElse(""));
            });
    return executable;
  }

  private static UserException problem(Rule rule, String message, String remedy) {
    return new UserException(
        Problem.at(Place.of(rule.file(), rule.line()), "'" + rule.text() + "' " + message, remedy));
  }

  /** The rule itself, or what a composite is made of. */
  Stream<ExecutableRule> parts() {
    return flat(executable);
  }

  private static Stream<ExecutableRule> flat(ExecutableRule rule) {
    return rule instanceof CompositeExecutableRule composite
        ? Scala.list(composite.nestedRules()).stream().flatMap(PlannedRule::flat)
        : Stream.of(rule);
  }

  /** What Deequ measures for it. */
  List<Analyzer<?, ?>> analyzers() {
    return parts()
        .filter(DeequExecutableRule.class::isInstance)
        .flatMap(
            part -> Scala.list(((DeequExecutableRule) part).check().requiredAnalyzers()).stream())
        .<Analyzer<?, ?>>map(analyzer -> analyzer)
        .distinct()
        .toList();
  }
}
