package io.tidegate;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;

/** The module's one local Spark session with Delta, started on first use. */
public final class TestSpark {

  private TestSpark() {}

  public static SparkSession session() {
    return Holder.SESSION;
  }

  /**
   * The same Spark, in a session that interprets what the other compiles: for tests that are about
   * commits, where compiling is most of the work and a few rows are all there is to compute.
   */
  public static SparkSession interpreting() {
    return Holder.INTERPRETING;
  }

  /** Makes a session one of those: for a few rows, to compile takes longer than all the rest. */
  public static SparkSession interpreting(SparkSession session) {
    session.conf().set("spark.sql.codegen.wholeStage", "false");
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    session.conf().set("spark.sql.adaptive.enabled", "false");
    session.conf().set("spark.sql.maxPlanStringLength", "100");
    return session;
  }

  /** How many Spark jobs this thread started while it did the work. */
  public static int jobs(Runnable work) {
    var context = session().sparkContext();
    String group = UUID.randomUUID().toString();
    context.setJobGroup(group, "counted", false);
    try {
      untilHeard(work);
    } finally {
      context.clearJobGroup();
    }
    return context.statusTracker().getJobIdsForGroup(group).length;
  }

  /** Does the work, and waits until Spark has told its listeners all of it. */
  public static void untilHeard(Runnable work) {
    try {
      work.run();
      session().sparkContext().listenerBus().waitUntilEmpty(60_000);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Holder {
    static final SparkSession SESSION = start();
    static final SparkSession INTERPRETING = TestSpark.interpreting(SESSION.newSession());

    private static SparkSession start() {
      var work = Path.of("target", "spark").toAbsolutePath();
      var session =
          SparkSession.builder()
              .master("local[2,2]")
              .appName("tidegate-tests")
              .config("spark.ui.enabled", "false")
              .config("spark.hadoop.fs.file.impl", QuietFiles.class.getName())
              .config(
                  "spark.hadoop.fs.AbstractFileSystem.file.impl",
                  QuietFiles.Context.class.getName())
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.shuffle.partitions", "2")
              .config("spark.sql.session.timeZone", "UTC")
              .config("spark.sql.warehouse.dir", work.resolve("warehouse").toString())
              .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
              .config(
                  "spark.sql.catalog.spark_catalog",
                  "org.apache.spark.sql.delta.catalog.DeltaCatalog")
              .config("spark.databricks.delta.snapshotPartitions", "1")
              // Spark keeps 100 compiled classes; one run of the gate on Delta needs more than
              // that.
              .config("spark.sql.codegen.cache.maxEntries", "3000")
              // Spark writes each plan down for a page that nobody looks at: the short way.
              .config("spark.sql.ui.explainMode", "simple")
              // How many tasks Delta's VACUUM lists a table with: 10000 unless told otherwise.
              .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2")
              .getOrCreate();
      session.sparkContext().setLogLevel("WARN");
      return session;
    }
  }
}
