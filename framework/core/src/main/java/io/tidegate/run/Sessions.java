package io.tidegate.run;

import io.tidegate.config.JobConfig;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Opens Spark sessions with Delta. Whoever calls this closes what it returns. */
public final class Sessions {

  private Sessions() {}

  /**
   * A session for one job: the conf's {@code spark} properties over Tidegate's defaults; what
   * spark-submit gave ({@code --master}, {@code --conf}) is kept where the conf does not say
   * otherwise.
   */
  public static SparkSession open(JobConfig config) {
    return open("tidegate " + config.name() + " " + config.logicalDate(), config.spark());
  }

  /** A session for work on tables that no job's conf describes. */
  public static SparkSession open(String name, Map<String, String> properties) {
    var builder =
        SparkSession.builder()
            .appName(name)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    properties.forEach(builder::config);
    return builder.getOrCreate();
  }
}
