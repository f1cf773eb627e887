package io.tidegate.job;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A job that makes one table from others. For several outputs extend {@link SparkJob}. */
public abstract class TransformJob extends SparkJob {

  protected abstract Dataset<Row> transform(Inputs inputs, RunContext run);

  @Override
  public final Outputs compute(Inputs inputs, RunContext run) {
    return Outputs.of(transform(inputs, run));
  }
}
