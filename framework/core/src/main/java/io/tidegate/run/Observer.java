package io.tidegate.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;

/**
 * Takes aggregates in the pass that an action makes over a Dataset. Spark's own {@code Observation}
 * waits without end when a listener bus drops the event; this one gives up, and the caller measures
 * again.
 */
final class Observer implements AutoCloseable, QueryExecutionListener {

  private final SparkSession spark;
  private final String name = "tidegate-" + UUID.randomUUID();
  private final CompletableFuture<Row> metrics = new CompletableFuture<>();

  private Observer(SparkSession spark) {
    this.spark = spark;
  }

  static Observer on(SparkSession spark) {
    var observer = new Observer(spark);
    spark.listenerManager().register(observer);
    return observer;
  }

  Dataset<Row> observe(Dataset<Row> rows, List<Column> aggregates) {
    var rest = aggregates.subList(1, aggregates.size()).toArray(Column[]::new);
    return rows.observe(name, aggregates.get(0), rest);
  }

  /** The aggregates, by alias; empty when they do not arrive in time. */
  Optional<Row> await(Duration limit) {
    try {
      return Optional.of(metrics.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void onSuccess(String action, QueryExecution execution, long nanoseconds) {
    var observed = execution.observedMetrics().get(name);
    if (observed.isDefined()) {
      metrics.complete(observed.get());
    }
  }

  @Override
  public void onFailure(String action, QueryExecution execution, Exception failure) {
    // The action itself throws to the run.
  }

  @Override
  public void close() {
    spark.listenerManager().unregister(this);
  }
}
