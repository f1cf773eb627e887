package io.tidegate.publish;

import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Spark's active session of a thread. Delta asks for it, and takes the settings of another session
 * where another is active.
 */
public final class ActiveSession {

  private ActiveSession() {}

  /** Runs the work with this session, and puts back the one that was active before. */
  public static <T> T during(SparkSession spark, Supplier<T> work) {
    Option<SparkSession> before = SparkSession.getActiveSession();
    SparkSession.setActiveSession(spark);
    try {
      return work.get();
    } finally {
      if (before.isDefined()) {
        SparkSession.setActiveSession(before.get());
      } else {
        SparkSession.clearActiveSession();
      }
    }
  }
}
