package io.tidegate.run;

import org.apache.spark.sql.SparkSession;

/** A session in use. Closing it stops Spark where it was started for this use. */
public final class OpenSession implements AutoCloseable {

  private final SparkSession spark;
  private final boolean ours;

  OpenSession(SparkSession spark, boolean ours) {
    this.spark = spark;
    this.ours = ours;
  }

  public SparkSession spark() {
    return spark;
  }

  /** A session that the JVM had before goes on: it is for whoever opened it to close. */
  @Override
  public void close() {
    if (ours) {
      spark.close();
    }
  }
}
