package io.tidegate.cli;

import io.tidegate.problem.OneLine;
import io.tidegate.problem.UserException;
import io.tidegate.query.LedgerViews;
import io.tidegate.run.OpenSession;
import io.tidegate.run.Sessions;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description =
        "Asks the ledger in Spark SQL; its tables are runs, outputs, inputs, checks, metrics, lineage"
            + " and events.")
final class SqlCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "QUERY",
      description = "Such as: select job, count(*) from runs group by job")
  private String query = "";

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "How many rows to show; ${DEFAULT-VALUE}.")
  private int rows = 100;

  @Option(names = "--json", description = "One JSON document a row.")
  private boolean json;

  @Mixin private LedgerOptions ledger = new LedgerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (rows < 1) {
      throw new UserException("--rows: " + rows + " is less than 1", "");
    }
    String path = ledger.path();
    PrintWriter out = spec.commandLine().getOut();
    try (OpenSession session = Sessions.open("tidegate sql", Map.of())) {
      LedgerViews.create(session.spark(), path);
      Dataset<Row> answer = answer(session);
      if (json) {
        answer.limit(rows).toJSON().collectAsList().forEach(row -> out.println(OneLine.of(row)));
      } else {
        out.print(answer.showString(rows, 0, false));
      }
    }
    return ExitCode.OK.number();
  }

  private Dataset<Row> answer(OpenSession session) {
    try {
      LogicalPlan plan = session.spark().sessionState().sqlParser().parsePlan(query);
      if (plan instanceof org.apache.spark.sql.catalyst.plans.logical.Command
          || plan instanceof ParsedStatement) {
        throw new UserException("only queries are answered", "begin with select, or with");
      }
      return session.spark().sql(query);
    } catch (AnalysisException wrong) {
      throw new UserException(
          wrong.getSimpleMessage().lines().findFirst().orElse("the query is wrong"), "");
    }
  }
}
