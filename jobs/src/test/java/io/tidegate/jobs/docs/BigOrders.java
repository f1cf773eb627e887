package io.tidegate.jobs.docs;

import static org.apache.spark.sql.functions.col;

import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.TransformJob;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

public final class BigOrders extends TransformJob {

  @Override
  protected Dataset<Row> transform(Inputs inputs, RunContext run) {
    return inputs
        .get("orders")
        .filter(col("total_price").gt(run.settings().number("at-least")))
        .select("order_key", "customer_key", "total_price", "order_date");
  }
}
