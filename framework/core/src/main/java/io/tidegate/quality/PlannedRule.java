package io.tidegate.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.dqdl.model.CompositeExecutableRule;
import com.amazon.deequ.dqdl.model.DeequExecutableRule;
import com.amazon.deequ.dqdl.model.ExecutableRule;
import com.amazon.deequ.dqdl.model.UnsupportedExecutableRule;
import com.amazon.deequ.dqdl.translation.DQDLRuleTranslator$;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rule as Deequ executes it.
 *
 * @param executable empty when its threshold looks back and there is nothing to look at
 */
record PlannedRule(Rule rule, Optional<ExecutableRule> executable) {

  /**
   * @throws UserException when Deequ has no way to evaluate it
   */
  static PlannedRule of(Rule rule, MetricHistory history) {
    ExecutableRule executable = translate(rule, rule.parsed());
    if (!Thresholds.looksBack(rule.parsed())) {
      return new PlannedRule(rule, Optional.of(executable));
    }
    String metric =
        Scala.optional(executable.evaluatedMetricName())
            .orElseThrow(() -> problem(rule, "looks back, but measures no single metric", ""));
    return new PlannedRule(
        rule,
        Thresholds.resolve(rule.parsed(), metric, history)
            .map(resolved -> translate(rule, resolved)));
  }

  private static ExecutableRule translate(
      Rule rule, software.amazon.glue.dqdl.model.DQRule parsed) {
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
    return executable.stream().flatMap(PlannedRule::flat);
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
