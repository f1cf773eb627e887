package io.tidegate.run;

import io.tidegate.config.JobConfig;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Opens Spark sessions with Delta. Whoever calls this closes what it returns. Where the JVM has a
 * session already, that one is used.
 */
public final class Sessions {

  private static final String COMMAND_LINE = "sun.java.command";

  private Sessions() {}

  /**
   * A session for one job: the conf's {@code spark} properties over Tidegate's defaults; what
   * spark-submit gave ({@code --master}, {@code --conf}) is kept where the conf does not say
   * otherwise.
   */
  public static OpenSession open(JobConfig config) {
    hideArguments(config);
    return open("tidegate " + config.name() + " " + config.logicalDate(), config.spark());
  }

  /** Spark copies the JVM's properties into its event log; this one has what {@code --set} gave. */
  private static void hideArguments(JobConfig config) {
    String command = System.getProperty(COMMAND_LINE);
    if (command != null) {
      System.setProperty(COMMAND_LINE, config.secrets().mask(command));
    }
  }

  /** A session for work on tables that no job's conf describes. */
  public static OpenSession open(String name, Map<String, String> properties) {
    boolean ours = SparkSession.getDefaultSession().isEmpty();
    var builder =
        SparkSession.builder()
            .appName(name)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    properties.forEach(builder::config);
    return new OpenSession(builder.getOrCreate(), ours);
  }
}
