package io.tidegate.cli;

import io.tidegate.job.Inputs;
import io.tidegate.job.RunContext;
import io.tidegate.job.TransformJob;
import io.tidegate.problem.TransientException;
import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Adds the day to the day's orders, or fails as its setting {@code fail} says. */
public final class CopyOrders extends TransformJob {

  @Override
  protected Dataset<Row> transform(Inputs inputs, RunContext run) {
    switch (run.settings().text("fail")) {
      case "transient" ->
          throw new TransientException("the shop does not answer", new IOException("timed out"));
      case "bug" -> throw new IllegalStateException("this cannot be");
      default -> {}
    }
    return inputs.get("orders").withColumn("day", functions.lit(run.logicalDate().toString()));
  }
}
