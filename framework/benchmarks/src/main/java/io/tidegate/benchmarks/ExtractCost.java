package io.tidegate.benchmarks;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A table of a database to a Delta table: through the gate, and by Spark's JDBC reader alone. */
record ExtractCost(SparkSession spark, TpchData data, Confs confs, Effort effort)
    implements Scenario {

  private static final int PARTS = 4;

  private static final String FETCH_ROWS = "10000";

  private static final String CONF =
      """
      job { name = extract, owner = benchmarks }
      warehouse = "%s"
      %s
      inputs.lineitem {
        format = jdbc, database = bench, table = lineitem, fetch-rows = %s
        split { column = order_key, parts = %d }
      }
      output {
        name = bench.table, path = ${warehouse}"/table", write = overwrite
        volume { reconcile { input = lineitem, min-ratio = 1, max-ratio = 1, otherwise = reject } }
      }
      """;

  @Override
  public String name() {
    return "extract";
  }

  @Override
  public List<Result> run(Comparison.Progress progress) {
    try (BenchDatabase database = BenchDatabase.start()) {
      Dataset<Row> lineItems = data.lineItems();
      lineItems.write().jdbc(database.url(), "lineitem", database.properties());
      database.execute("CREATE INDEX ON lineitem (order_key)", "VACUUM ANALYZE lineitem");
      long last = lineItems.selectExpr("max(order_key)").head().getLong(0);
      List<Variant> variants =
          List.of(
              new Variant("plain", target -> Writes.plain(plain(database, last), target)),
              new Variant(
                  "tidegate",
                  target ->
                      new Writes(spark)
                          .gated(
                              confs.job(CONF.formatted(target, database.conf(), FETCH_ROWS, PARTS)),
                              inputs -> inputs.get("lineitem"))));
      return List.of(
          new Result(
              "extract",
              "line items from PostgreSQL, %d connections; %s".formatted(PARTS, data.title()),
              "1.05",
              effort.compare("extract", progress, variants),
              List.of()));
    }
  }

  private Dataset<Row> plain(BenchDatabase database, long last) {
    return spark
        .read()
        .option("fetchsize", FETCH_ROWS)
        .jdbc(database.url(), "lineitem", "order_key", 1, last, PARTS, database.properties());
  }
}
