package io.tidegate.quality;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.QuotingUtils;

/**
 * What the SQL of a run's rules sees: the dataset under check by the name {@code primary}, the
 * job's inputs and references by theirs, and what the job's own session has. The names are views of
 * a copy of that session, so that no other job on the session sees them and they go with the copy.
 *
 * @param primary the dataset under check, belonging to the copy
 * @param references by alias, belonging to the copy
 */
record SqlScope(Dataset<Row> primary, Map<String, Dataset<Row>> references) {

  /** A reference called {@code primary} is not seen by SQL: that name is taken. */
  static SqlScope open(Dataset<Row> rows, Map<String, Dataset<Row>> references) {
    SparkSession copy = rows.sparkSession().cloneSession();
    var own = new LinkedHashMap<String, Dataset<Row>>();
    references.forEach((alias, dataset) -> own.put(alias, in(copy, dataset)));
    own.forEach(SqlScope::name);
    Dataset<Row> primary = in(copy, rows);
    name("primary", primary);
    return new SqlScope(primary, own);
  }

  private static Dataset<Row> in(SparkSession session, Dataset<Row> rows) {
    return Dataset.ofRows(session, rows.queryExecution().analyzed());
  }

  private static void name(String alias, Dataset<Row> rows) {
    try {
      rows.createOrReplaceTempView(QuotingUtils.quoteIdentifier(alias));
    } catch (Exception e) {
      // Spark declares none; its AnalysisException is a checked one all the same.
      throw new IllegalStateException("no view can be called " + alias, e);
    }
  }
}
