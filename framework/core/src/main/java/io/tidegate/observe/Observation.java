package io.tidegate.observe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Aggregates that are taken in the pass that an action makes over a Dataset. Close it after the
 * action.
 */
public interface Observation extends AutoCloseable {

  /**
   * Spark's {@link Dataset#observe} takes any aggregate, and costs a step of its own between those
   * that Spark compiles into one. Where all the aggregates are among the few that nearly every rule
   * needs, they are compiled into that step instead.
   *
   * @param aggregates at least one, each with an alias
   */
  static Observation of(Dataset<Row> rows, List<Column> aggregates) {
    return CompiledObservation.of(rows, aggregates)
        .orElseGet(() -> ListenedObservation.of(rows, aggregates));
  }

  /** What the action has to be done on, once, instead of the Dataset. */
  Dataset<Row> rows();

  /**
   * The aggregates, by alias; empty when they do not arrive in time. A stage that Spark computed
   * more than once may have been counted more than once.
   */
  Optional<Row> await(Duration limit);

  @Override
  void close();
}
