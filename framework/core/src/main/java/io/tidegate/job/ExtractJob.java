package io.tidegate.job;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A job that brings data in from outside. What it reads is configured as inputs where Tidegate
 * knows the format, and read through {@link RunContext#spark} where it does not.
 */
public abstract class ExtractJob extends SparkJob {

  protected abstract Dataset<Row> extract(Inputs inputs, RunContext run);

  @Override
  public final Outputs compute(Inputs inputs, RunContext run) {
    return Outputs.of(extract(inputs, run));
  }
}
