package io.tidegate.quality;

import io.tidegate.config.OnFailure;
import io.tidegate.config.OutputConfig.RuleFile;
import io.tidegate.config.RuleChecker;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.glue.dqdl.model.DQRule;

/**
 * Finds everything that is wrong with a rule file before a run: what is not DQDL, what Deequ would
 * only fail at run time, what cannot quarantine a row. Loads neither Spark nor Deequ.
 */
public final class RuleFileChecker implements RuleChecker {

  @Override
  public List<Problem> check(RuleFile file, OnFailure onFailure, Set<String> aliases) {
    RuleParser.Parsed parsed = RuleParser.parse(file, onFailure);
    var problems = new ArrayList<>(parsed.problems());
    for (Rule rule : parsed.rules()) {
      parts(rule.parsed())
          .flatMap(
              part ->
                  Stream.of(
                          unknownAlias(rule, part, aliases),
                          notByRow(rule, part),
                          unknownFunction(rule, part))
                      .flatMap(Optional::stream))
          .forEach(problems::add);
    }
    problems.sort(Comparator.comparingInt(problem -> problem.place().line().orElse(0)));
    return problems;
  }

  /** The rule itself, or what a composite is made of. */
  static Stream<DQRule> parts(DQRule rule) {
    return rule.getNestedRules() == null || rule.getNestedRules().isEmpty()
        ? Stream.of(rule)
        : rule.getNestedRules().stream().flatMap(RuleFileChecker::parts);
  }

  private static Optional<Problem> unknownAlias(Rule rule, DQRule part, Set<String> aliases) {
    if (!RuleTypes.COMPARING.contains(part.getRuleType())) {
      return Optional.empty();
    }
    return References.of(part).stream()
        .filter(alias -> !aliases.contains(alias))
        .findFirst()
        .map(
            alias ->
                problem(
                    rule,
                    "compares with '" + alias + "', which the conf does not name",
                    aliases.isEmpty()
                        ? "add it to references"
                        : "the conf has " + aliases.stream().sorted().toList()));
  }

  private static Optional<Problem> notByRow(Rule rule, DQRule part) {
    return rule.onFailure() == OnFailure.QUARANTINE
            && !RuleTypes.ROW_LEVEL.contains(part.getRuleType())
        ? Optional.of(
            problem(
                rule,
                part.getRuleType()
                    + " does not hold for each row by itself, so no row can be"
                    + " quarantined for it",
                "use on-failure = warn, hold or reject"))
        : Optional.empty();
  }

  private static Optional<Problem> unknownFunction(Rule rule, DQRule part) {
    return Thresholds.unknownFunction(part).map(what -> problem(rule, what, Thresholds.HELP));
  }

  private static Problem problem(Rule rule, String message, String remedy) {
    return Problem.at(Place.of(rule.file(), rule.line()), message, remedy);
  }
}
