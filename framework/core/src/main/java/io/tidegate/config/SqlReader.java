package io.tidegate.config;

import io.tidegate.config.SqlScript.Statement;
import io.tidegate.problem.Closest;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a job's script and checks what can be told without Spark: its statements, its parameters,
 * and that each output is made.
 */
final class SqlReader {

  private static final Pattern VIEW =
      Pattern.compile(
          "create\\s+(?:or\\s+replace\\s+)?temp(?:orary)?\\s+view\\s+"
              + "(?:`(?<quoted>[^`]+)`|(?<name>\\w+))\\s+as\\b\\s*",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> QUERIES = Set.of("select", "with", "from", "values", "table");

  private final Location file;
  private final Settings settings;
  private final Consumer<Problem> problems;

  /**
   * @param problems are told of what is wrong
   */
  SqlReader(Location file, Settings settings, Consumer<Problem> problems) {
    this.file = file;
    this.settings = settings;
    this.problems = problems;
  }

  /**
   * @param outputs the conf's keys of them
   */
  SqlScript read(String text, Set<String> outputs) {
    SqlText.Cut cut = SqlText.cut(text);
    cut.mistakes().forEach(mistake -> report(mistake.line(), mistake.message(), mistake.remedy()));
    List<Statement> statements = cut.pieces().stream().map(this::statement).toList();
    for (int i = 0; i < statements.size(); i++) {
      check(statements.get(i), i == statements.size() - 1);
    }
    checkOutputs(statements, outputs);
    return new SqlScript(file.display(), text, statements, outputs);
  }

  private void report(int line, String message, String remedy) {
    problems.accept(Problem.at(Place.of(file.display(), line), message, remedy));
  }

  private Statement statement(SqlText.Piece piece) {
    Matcher view = VIEW.matcher(piece.sql());
    if (!view.lookingAt()) {
      return new Statement(piece.line(), Optional.empty(), piece.sql(), piece.markers());
    }
    String name = Optional.ofNullable(view.group("quoted")).orElseGet(() -> view.group("name"));
    return new Statement(
        SqlText.lineAfter(piece, view.group()),
        Optional.of(name),
        piece.sql().substring(view.end()),
        piece.markers());
  }

  private void check(Statement statement, boolean last) {
    statement.markers().values().stream()
        .distinct()
        .sorted()
        .forEach(name -> checkParameter(statement, name));
    if (!isQuery(statement.query())) {
      report(statement.line(), "is no query: " + beginning(statement), remedy(statement));
    } else if (statement.view().isEmpty() && !last) {
      report(
          statement.line(),
          "the rows of this query go nowhere",
          "make it a temporary view, or the last statement");
    }
  }

  private static boolean isQuery(String sql) {
    return sql.startsWith("(") || SqlText.firstWord(sql).filter(QUERIES::contains).isPresent();
  }

  private static String beginning(Statement statement) {
    return Shown.cut(Shown.text(statement.query().lines().findFirst().orElse("")));
  }

  private static String remedy(Statement statement) {
    return SqlText.firstWord(statement.query()).filter("create"::equals).isPresent()
        ? "of what can be made only CREATE TEMP VIEW ... AS is the run's own"
        : "a script has temporary views and one query at its end; Tidegate writes its rows";
  }

  private void checkParameter(Statement statement, String name) {
    boolean known =
        name.startsWith(SqlScript.SETTING)
            ? settings.has(name.substring(SqlScript.SETTING.length()))
            : SqlScript.PARAMETERS.containsKey(name);
    if (!known) {
      report(
          statement.line(),
          "there is no parameter ${" + Shown.text(name) + "}",
          Closest.hint(
              name,
              SqlScript.PARAMETERS.keySet(),
              "a value of the block settings is ${settings.NAME}"));
    }
  }

  private void checkOutputs(List<Statement> statements, Set<String> outputs) {
    int end = statements.isEmpty() ? 1 : statements.get(statements.size() - 1).line();
    boolean hasQuery =
        !statements.isEmpty() && statements.get(statements.size() - 1).view().isEmpty();
    if (outputs.size() == 1 && !hasQuery) {
      report(end, "has no query at its end", "the rows of the last query are the output");
    }
    if (outputs.size() > 1) {
      if (hasQuery) {
        report(
            end,
            "the rows of the last query go nowhere: the conf has several outputs",
            "make a temporary view for each, with the output's name");
      }
      missing(statements, outputs)
          .forEach(output -> report(end, "makes no view " + output, "the conf has such an output"));
    }
  }

  private static List<String> missing(List<Statement> statements, Set<String> outputs) {
    Set<String> made = new LinkedHashSet<>();
    statements.forEach(
        statement -> statement.view().ifPresent(view -> made.add(view.toLowerCase(Locale.ROOT))));
    var missing = new ArrayList<String>(outputs);
    missing.removeAll(made);
    return missing;
  }
}
