package io.tidegate.run;

import io.tidegate.config.JobConfig;
import io.tidegate.problem.UserException;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Opens Spark sessions with Delta. Whoever calls this closes what it returns. Where the JVM has a
 * session already, that one is used.
 */
public final class Sessions {

  private static final String COMMAND_LINE = "sun.java.command";

  private static final String DELTA = "io.delta.sql.DeltaSparkSessionExtension";

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

  /**
   * A session for work on tables that no job's conf describes.
   *
   * @throws UserException when Delta Lake is not there
   */
  public static OpenSession open(String name, Map<String, String> properties) {
    requireDelta();
    boolean ours = SparkSession.getDefaultSession().isEmpty();
    var builder =
        SparkSession.builder()
            .appName(name)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.extensions", DELTA)
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    properties.forEach(builder::config);
    return new OpenSession(builder.getOrCreate(), ours);
  }

  /** Spark would only warn, and the first use of a table fail without saying why. */
  private static void requireDelta() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try {
      Class.forName(DELTA, false, loader == null ? Sessions.class.getClassLoader() : loader);
    } catch (ClassNotFoundException e) {
      throw new UserException(
          "Delta Lake is not on Spark's class path: there is no class " + DELTA,
          "give spark-submit delta-spark_2.12 and delta-storage 3.3 with --jars, or submit them with"
              + " deploy.jars");
    }
  }
}
