package io.tidegate.publish;

import io.tidegate.config.PublishStrategy;
import io.tidegate.publish.delta.DeltaPublisher;
import java.time.Clock;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Chooses the publisher. */
public final class Publishers {

  private Publishers() {}

  /**
   * @param warning why it is not the one that was asked for
   */
  public record Choice(Publisher publisher, Optional<String> warning) {}

  public static Choice choose(SparkSession spark, PublishStrategy wanted) {
    return new Choice(new DeltaPublisher(spark, Clock.systemUTC()), Optional.empty());
  }
}
