package io.tidegate.faults;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tidegate.job.Inputs;
import io.tidegate.job.Outputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.SparkJob;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A day's orders, written by two tasks; and their number, where the scenario has that output. */
final class CopyOrders extends SparkJob {

  private final Scenario scenario;

  CopyOrders(Scenario scenario) {
    this.scenario = scenario;
  }

  @Override
  public Outputs compute(Inputs inputs, RunContext run) {
    Dataset<Row> orders =
        inputs
            .get("orders")
            .repartition(2, col("id"))
            .withColumn("day", lit(run.logicalDate().toString()))
            .withColumn("parity", col("id").mod(2));
    var outputs = Outputs.of("orders", orders);
    return scenario == Scenario.SEVERAL_OUTPUTS
        ? outputs.and("days", orders.groupBy("day").count())
        : outputs;
  }
}
