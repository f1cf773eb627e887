package io.tidegate.testkit;

import io.tidegate.problem.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One local Spark session with Delta for all tests of a JVM: two cores, two shuffle partitions,
 * UTC, no web page, nothing that listens beyond the loopback address. It starts on first use, in
 * about three seconds, and ends with the JVM.
 *
 * <p>In JUnit a test asks for it as a parameter: {@code @ExtendWith(LocalSpark.class)} on the class
 * and {@code SparkSession} among the method's parameters. Elsewhere, ScalaTest for one, {@link
 * #session()} gives the same session. Tests share it: none may stop it or leave its settings
 * changed.
 */
public final class LocalSpark implements ParameterResolver {

  /**
   * The session. Where the JVM has one already, that one as it is.
   *
   * @throws UserException when the JVM was started without the options that Spark needs on Java 17
   */
  public static SparkSession session() {
    requireOpen(Object.class.getModule().isOpen("sun.nio.ch", SparkSession.class.getModule()));
    return Holder.SESSION;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public SparkSession resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return session();
  }

  /** Spark would fail with an access error on an internal class and not name the remedy. */
  static void requireOpen(boolean open) {
    if (!open) {
      throw new UserException(
          "Spark cannot start: this JVM keeps java.base closed to it",
          "give the test JVM these options: " + JavaModuleOptions.defaultModuleOptions());
    }
  }

  private static final class Holder {
    static final SparkSession SESSION = start();

    private static SparkSession start() {
      var session =
          SparkSession.builder()
              .master("local[2]")
              .appName("tidegate-testkit")
              .config("spark.ui.enabled", "false")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.shuffle.partitions", "2")
              .config("spark.sql.session.timeZone", "UTC")
              .config("spark.sql.warehouse.dir", warehouse().toUri().toString())
              .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
              .config(
                  "spark.sql.catalog.spark_catalog",
                  "org.apache.spark.sql.delta.catalog.DeltaCatalog")
              .config("spark.databricks.delta.snapshotPartitions", "2")
              // Spark keeps 100 compiled classes, fewer than one run on Delta needs: the next would
              // compile them all again.
              .config("spark.sql.codegen.cache.maxEntries", "3000")
              // Spark writes each plan down for a page that nobody looks at: the short way.
              .config("spark.sql.ui.explainMode", "simple")
              .getOrCreate();
      session.sparkContext().setLogLevel("WARN");
      return session;
    }

    private static Path warehouse() {
      try {
        var directory = Files.createTempDirectory("tidegate-testkit");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        return directory;
      } catch (IOException e) {
        throw new UncheckedIOException("no directory for the test warehouse", e);
      }
    }

    private static void delete(Path directory) {
      try (var files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        System.err.println("left behind: " + directory + " (" + e + ")");
      }
    }
  }
}
