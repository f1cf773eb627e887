package io.tidegate.job;

import io.tidegate.config.SqlScript;
import io.tidegate.config.SqlScript.Statement;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.util.QuotingUtils;

/**
 * A job that is a script: the inputs are views under their names, parameters are bound as values,
 * and the last query is the output; with several outputs each is the view of its name. Views are
 * seen by this run alone.
 */
public final class SqlTransform extends SparkJob {

  private final SqlScript script;

  public SqlTransform(SqlScript script) {
    this.script = script;
  }

  /**
   * @throws UserException with the script's file and line when Spark cannot make sense of it
   */
  @Override
  public Outputs compute(Inputs inputs, RunContext run) {
    // A copy of the session, with its settings and functions: what is made there, others do not
    // see.
    SparkSession own = run.spark().cloneSession();
    inputs.names().forEach(name -> view(own, name, inputs.get(name)));
    var outputs = new LinkedHashMap<String, Dataset<Row>>();
    for (Statement statement : script.statements()) {
      Dataset<Row> rows = query(own, statement, run);
      statement.view().ifPresent(name -> rows.createOrReplaceTempView(quoted(name)));
      outputs.put(key(statement), Dataset.ofRows(run.spark(), analyzed(rows)));
    }
    outputs.keySet().retainAll(script.outputs());
    return new Outputs(outputs);
  }

  /** A query at the end is the only output, whatever its name. */
  private String key(Statement statement) {
    return statement
        .view()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .orElseGet(() -> script.outputs().iterator().next());
  }

  private static void view(SparkSession session, String name, Dataset<Row> rows) {
    Dataset.ofRows(session, analyzed(rows)).createOrReplaceTempView(quoted(name));
  }

  private static LogicalPlan analyzed(Dataset<Row> rows) {
    return rows.queryExecution().analyzed();
  }

  private static String quoted(String name) {
    return QuotingUtils.quoteIdentifier(name);
  }

  private Dataset<Row> query(SparkSession session, Statement statement, RunContext run) {
    var values = new HashMap<String, Object>();
    statement.markers().forEach((marker, name) -> values.put(marker, value(name, run)));
    try {
      return session.sql(statement.query(), values);
    } catch (Exception e) { // Spark's is a checked one that no signature names.
      if (e instanceof AnalysisException mistake) {
        throw mistake(statement, mistake);
      }
      throw e;
    }
  }

  private static Object value(String parameter, RunContext run) {
    return switch (parameter) {
      case "logical-date" -> run.logicalDate().day();
      case "interval-start" -> run.intervalStart();
      case "interval-end" -> run.intervalEnd();
      case "run-id" -> run.runId();
      case "job" -> run.job();
      default -> run.settings().value(parameter.substring(SqlScript.SETTING.length()));
    };
  }

  private UserException mistake(Statement statement, AnalysisException e) {
    int line = statement.line() + (e.line().isDefined() ? (int) e.line().get() - 1 : 0);
    String message =
        e.getSimpleMessage().lines().findFirst().orElse("Spark cannot read it").strip();
    var mistake = new UserException(Problem.at(Place.of(script.file(), line), message));
    mistake.initCause(e);
    return mistake;
  }
}
