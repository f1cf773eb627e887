package io.tidegate.quality;

import io.tidegate.config.OnFailure;
import io.tidegate.config.OutputConfig.RuleFile;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.AnalyzersContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.DocumentContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.DqRuleContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.TopLevelRuleContext;
import software.amazon.glue.dqdl.exception.InvalidDataQualityRulesetException;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.parser.DQDLParser;

/**
 * Reads a rule file with the grammar of the {@code dqdl} library, rule by rule: the library's own
 * parser drops the lines that a person needs.
 */
final class RuleParser {

  /**
   * @param rules in the order of the file; without those that have a problem
   */
  record Parsed(List<Rule> rules, List<Problem> problems) {}

  private static final String NO_RULES = "write Rules = [ ... ]";

  private final RuleFile file;
  private final OnFailure onFailure;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private RuleParser(RuleFile file, OnFailure onFailure) {
    this.file = file;
    this.onFailure = onFailure;
  }

  static Parsed parse(RuleFile file, OnFailure onFailure) {
    var parser = new RuleParser(file, onFailure);
    parser.read();
    return new Parsed(parser.rules, parser.problems);
  }

  private void read() {
    RuleGrammar.Tree tree = RuleGrammar.read(file.text());
    if (tree.isEmpty()) {
      report(1, "has no rules", NO_RULES);
      return;
    }
    tree.errors().forEach(error -> report(error.line(), "is not DQDL: " + error.message(), ""));
    if (problems.isEmpty()) {
      read(tree.document());
    }
  }

  private void read(DocumentContext document) {
    var section = document.rulesOrAnalyzers();
    refuseAnalyzers(section.analyzers());
    if (section.rules() == null || section.rules().dqRules() == null) {
      report(1, "has no rules", NO_RULES);
      return;
    }
    String variables = text(document.variableDeclarations());
    for (TopLevelRuleContext rule : section.rules().dqRules().topLevelRule()) {
      read(rule, variables);
    }
  }

  private void refuseAnalyzers(@Nullable AnalyzersContext analyzers) {
    if (analyzers != null && analyzers.dqAnalyzers() != null) {
      report(
          analyzers.getStart().getLine(),
          "has an Analyzers block, which Deequ never runs",
          "write rules: every metric that a rule measures is kept");
    }
  }

  private void read(TopLevelRuleContext rule, String variables) {
    int line = rule.getStart().getLine();
    List<DqRuleContext> parts = parts(rule);
    List<Problem> wrong = parts.stream().flatMap(part -> wrongType(part).stream()).toList();
    if (!wrong.isEmpty()) {
      problems.addAll(wrong);
      return;
    }
    String text = text(rule);
    try {
      DQRule parsed =
          new DQDLParser().parse(variables + "\nRules = [ " + text + " ]").getRules().get(0);
      rules.add(new Rule(file.name(), line, text, onFailure, parsed));
    } catch (InvalidDataQualityRulesetException e) {
      report(line, "'" + text + "' is not a rule: " + reason(e), "");
    }
  }

  private Optional<Problem> wrongType(DqRuleContext rule) {
    String type = rule.ruleType().getText();
    Place place = Place.of(file.name(), rule.getStart().getLine(), type);
    if (RuleTypes.isSupported(type)) {
      return Optional.empty();
    }
    return Optional.of(
        RuleTypes.refusal(type)
            .map(why -> Problem.at(place, "is a rule type that is not supported", why))
            .orElseGet(() -> Problem.at(place, "is not a rule type", closest(type))));
  }

  private static String closest(String type) {
    return RuleTypes.MEASURED.stream()
        .filter(known -> known.equalsIgnoreCase(type) || alike(known, type))
        .sorted()
        .findFirst()
        .map(known -> "did you mean " + known + "?")
        .orElse("the language's rule types are in the guide to rules");
  }

  /** One letter too many, too few or other, or two swapped. */
  private static boolean alike(String known, String type) {
    int head = 0;
    int limit = Math.min(known.length(), type.length());
    while (head < limit && known.charAt(head) == type.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < limit - head
        && known.charAt(known.length() - 1 - tail) == type.charAt(type.length() - 1 - tail)) {
      tail++;
    }
    return Math.max(known.length(), type.length()) - head - tail <= 2;
  }

  private static List<DqRuleContext> parts(ParseTree tree) {
    var found = new ArrayList<DqRuleContext>();
    if (tree instanceof DqRuleContext rule) {
      found.add(rule);
    }
    for (int i = 0; i < tree.getChildCount(); i++) {
      found.addAll(parts(tree.getChild(i)));
    }
    return found;
  }

  /** As it is written, on one line; empty for what is not there. */
  private static String text(@Nullable ParserRuleContext context) {
    if (context == null || context.getStop() == null || context.getStart() == null) {
      return "";
    }
    int from = context.getStart().getStartIndex();
    int to = context.getStop().getStopIndex();
    return to < from
        ? ""
        : context
            .getStart()
            .getInputStream()
            .getText(Interval.of(from, to))
            .replaceAll("#[^\"\n]*\n", " ")
            .replaceAll("\\s*\n\\s*", " ");
  }

  private static String reason(InvalidDataQualityRulesetException e) {
    return String.valueOf(e.getMessage())
        .replace("Parsing Error: ", "")
        .replaceAll("line \\d+:\\d+ ", "")
        // The type is known by now; the library means the number of columns.
        .replaceAll(
            "Rule Type: \\w+ is not valid",
            "it takes another number of columns, or a comma is missing behind it");
  }

  private void report(int line, String message, String remedy) {
    problems.add(Problem.at(Place.of(file.name(), line), message, remedy));
  }
}
