package io.tidegate.observe;

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
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;

/**
 * Through {@link Dataset#observe}. Spark's own {@code Observation} waits without end when a
 * listener bus drops the event; this one gives up, and the caller measures again.
 */
final class ListenedObservation implements Observation, QueryExecutionListener {

  private final String name = "tidegate-" + UUID.randomUUID();
  private final CompletableFuture<Row> metrics = new CompletableFuture<>();
  private final Dataset<Row> rows;

  private ListenedObservation(Dataset<Row> rows, List<Column> aggregates) {
    var rest = aggregates.subList(1, aggregates.size()).toArray(Column[]::new);
    this.rows = rows.observe(name, aggregates.get(0), rest);
  }

  static Observation of(Dataset<Row> rows, List<Column> aggregates) {
    var observation = new ListenedObservation(rows, aggregates);
    rows.sparkSession().listenerManager().register(observation);
    return observation;
  }

  @Override
  public Dataset<Row> rows() {
    return rows;
  }

  @Override
  public Optional<Row> await(Duration limit) {
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
    rows.sparkSession().listenerManager().unregister(this);
  }
}
