package io.tidegate.cli;

import io.tidegate.problem.OneLine;
import io.tidegate.problem.UserException;
import io.tidegate.query.LedgerViews;
import io.tidegate.run.OpenSession;
import io.tidegate.run.Sessions;
import java.io.PrintWriter;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;

/**
 * A question to the ledger, on a session of its own; apart from the command, which knows no Spark.
 */
record LedgerQuery(String ledgerPath, PrintWriter out) {

  void print(String query, int rows, boolean json) {
    try (OpenSession session = Sessions.open("tidegate sql", Map.of())) {
      LedgerViews.create(session.spark(), ledgerPath);
      Dataset<Row> answer = answer(session.spark(), query);
      if (json) {
        answer.limit(rows).toJSON().collectAsList().forEach(row -> out.println(OneLine.of(row)));
      } else {
        out.print(answer.showString(rows, 0, false));
        out.flush();
      }
    }
  }

  private static Dataset<Row> answer(SparkSession spark, String query) {
    try {
      LogicalPlan plan = spark.sessionState().sqlParser().parsePlan(query);
      if (plan instanceof Command || plan instanceof ParsedStatement) {
        throw new UserException("only queries are answered", "begin with select, or with");
      }
      return spark.sql(query);
    } catch (AnalysisException wrong) {
      throw new UserException(
          wrong.getSimpleMessage().lines().findFirst().orElse("the query is wrong"), "");
    }
  }
}
