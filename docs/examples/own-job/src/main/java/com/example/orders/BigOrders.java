package com.example.orders;

import static org.apache.spark.sql.functions.col;

import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.TransformJob;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The orders above a limit. */
public final class BigOrders extends TransformJob {

  @Override
  protected Dataset<Row> transform(Inputs inputs, RunContext run) {
    return inputs.get("orders").filter(col("price").geq(run.settings().number("at-least")));
  }
}
