package io.tidegate.publish;

import io.tidegate.config.DatabaseConfig;
import io.tidegate.config.PublishStrategy;
import io.tidegate.publish.delta.DeltaPublisher;
import io.tidegate.publish.jdbc.DatabasePublisher;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Chooses the publisher. */
public final class Publishers {

  private Publishers() {}

  /** Looked at once for all runs of a JVM: the look takes longer than a small run's checks. */
  private static final class ThisClassPath {
    static final Optional<String> MISSING =
        DeltaInternals.of(Publishers.class.getClassLoader()).firstMissing();
  }

  /**
   * @param warning why it is not the one that was asked for
   */
  public record Choice(Publisher publisher, Optional<String> warning) {}

  /**
   * The publisher, and for tables of databases one of their own.
   *
   * @param databases those that can be reached, with their secrets fetched
   */
  public static Publisher withDatabases(
      Publisher publisher, SparkSession spark, Collection<DatabaseConfig> databases) {
    return new RoutingPublisher(
        publisher, new DatabasePublisher(spark, databases, Clock.systemUTC()));
  }

  /**
   * The publisher of the wanted strategy; for {@code DIRECT} on a Delta whose internals differ from
   * those of 3.3, as on a vendor's fork, the one for {@code STAGED} with a warning.
   */
  public static Choice choose(SparkSession spark, PublishStrategy wanted) {
    return choose(spark, wanted, () -> ThisClassPath.MISSING);
  }

  /**
   * @param delta has the Delta that is looked at
   */
  public static Choice choose(SparkSession spark, PublishStrategy wanted, ClassLoader delta) {
    return choose(spark, wanted, DeltaInternals.of(delta)::firstMissing);
  }

  static Choice choose(
      SparkSession spark, PublishStrategy wanted, Supplier<Optional<String>> firstMissing) {
    Optional<String> missing =
        wanted == PublishStrategy.DIRECT ? firstMissing.get() : Optional.empty();
    Publisher publisher =
        wanted == PublishStrategy.DIRECT && missing.isEmpty()
            ? new DirectOrStaged(
                new DeltaPublisher(spark, Clock.systemUTC()),
                new StagedPublisher(spark, Clock.systemUTC()))
            : new StagedPublisher(spark, Clock.systemUTC());
    return new Choice(
        publisher,
        missing.map(
            need ->
                "publish.strategy = direct is not possible with this Delta, which lacks "
                    + need
                    + ": rows are staged beside the table and written twice"));
  }
}
