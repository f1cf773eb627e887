package io.tidegate.run;

import io.tidegate.config.OutputConfig;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.quality.MetricHistory;
import io.tidegate.quality.Quality;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Plans an output's rules, with the ledger as the past that they may look back on. */
final class QualityStep {

  private final Ledger ledger;

  QualityStep(Ledger ledger) {
    this.ledger = ledger;
  }

  Quality plan(OutputConfig output, StructType schema, RunStart start) {
    MetricHistory history = (metric, runs) -> last(start.job(), output.key(), metric, runs);
    return Quality.plan(output.name(), output.quality(), schema, history);
  }

  private List<Double> last(String job, String key, String metric, int runs) {
    return ledger.published(job, runs).stream()
        .flatMap(run -> run.record().stream())
        .flatMap(record -> record.outputs().stream())
        .filter(output -> output.key().equals(key))
        .map(OutputRecord::measures)
        .flatMap(measures -> measures.get(metric).stream())
        .toList();
  }
}
