package io.tidegate.benchmarks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What it takes to put the rows that break a rule aside. */
record QuarantineCost(SparkSession spark, TpchData data, Confs confs, Effort effort)
    implements Scenario {

  /** No key is a multiple of it, so no row is bad. */
  private static final long NEVER = Long.MAX_VALUE;

  @Override
  public String name() {
    return "quarantine";
  }

  @Override
  public List<Result> run(Comparison.Progress progress) {
    List<Variant> variants =
        List.of(
            new Variant("plain", target -> Writes.plain(rows(data.lineItems(), NEVER), target)),
            gated("no row is bad", NEVER),
            gated("0.1 % are bad", 1000),
            gated("10 % are bad", 10));
    return List.of(
        new Result(
            "quarantine",
            "line items, enriched; one rule for rows; " + data.title(),
            "without a bad row, no second pass",
            effort.compare("quarantine", progress, variants),
            List.of()));
  }

  private Variant gated(String name, long oneOf) {
    return new Variant(
        name,
        target ->
            new Writes(spark)
                .gated(
                    confs.job(data.inputs(), "positive.dqdl", "quarantine", target),
                    inputs -> rows(inputs.get("lineitem"), oneOf)));
  }

  private static Dataset<Row> rows(Dataset<Row> lineItems, long oneOf) {
    var bad = col("part_key").mod(lit(oneOf)).equalTo(lit(0));
    return Transform.ENRICH
        .apply(lineItems, lineItems)
        .withColumn("quantity", when(bad, lit(-1L)).otherwise(col("quantity")));
  }
}
