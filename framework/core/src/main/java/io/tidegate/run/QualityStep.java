package io.tidegate.run;

import io.tidegate.config.OutputConfig;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.PublishedRuns;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.TableState;
import io.tidegate.quality.MetricHistory;
import io.tidegate.quality.Quality;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Plans an output's rules, with the ledger as the past that they may look back on. */
final class QualityStep {

  private final SparkSession spark;
  private final Ledger ledger;
  private final Publisher publisher;

  QualityStep(SparkSession spark, Ledger ledger, Publisher publisher) {
    this.spark = spark;
    this.ledger = ledger;
    this.publisher = publisher;
  }

  /**
   * @param base the table that the rows go to
   */
  Quality plan(
      OutputConfig output, TableState base, StructType schema, RunStart start, Journal journal) {
    MetricHistory history = (metric, runs) -> last(start, output.name(), metric, runs, journal);
    Set<String> counted = publisher.counted(output, base, schema);
    return Quality.plan(spark, output.name(), output.quality(), schema, counted, history);
  }

  /** Of the runs for logical dates before this one, so that a rerun sees what the run saw. */
  private List<Double> last(
      RunStart start, String dataset, String metric, int runs, Journal journal) {
    PublishedRuns past =
        ledger.lastPublished(
            start.job(),
            runs,
            start.logicalDate(),
            date -> true,
            record -> values(record, dataset, metric).findAny().isPresent());
    journal.leaveOut(past.unreadable());
    return past.records().stream()
        .flatMap(record -> values(record, dataset, metric).limit(1))
        .toList();
  }

  private static Stream<Double> values(RunRecord record, String dataset, String metric) {
    return record.outputs().stream()
        .filter(output -> output.dataset().equals(dataset))
        .flatMap(output -> output.measures().get(metric).stream());
  }
}
