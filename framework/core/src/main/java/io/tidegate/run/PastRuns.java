package io.tidegate.run;

import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunView;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;

/**
 * Tells the ledger of runs whose partition retention has deleted. Of runs that replace one
 * partition it is known which; of others their table's history tells.
 */
final class PastRuns {

  /** Later dates than anybody has. */
  private static final LogicalDate NEVER = LogicalDate.parse("9999-12-31");

  private final Ledger ledger;
  private final Clock clock;

  PastRuns(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Doing it again for the same retention does nothing.
   *
   * @param values of the deleted partitions
   */
  void mark(OutputRecord output, String column, Collection<String> values, RunStart retention) {
    String job = MaintenanceJob.with(retention.job()).findFirst().orElseThrow();
    ledger
        .lastPublished(
            job,
            Integer.MAX_VALUE,
            NEVER,
            date -> values.contains(date.toString()),
            record -> replaced(record, output, column, values))
        .records()
        .stream()
        .flatMap(record -> ledger.find(job, record.start().runId()).stream())
        .forEach(run -> mark(run, output, retention));
  }

  private static boolean replaced(
      RunRecord record, OutputRecord output, String column, Collection<String> values) {
    return record.outputs().stream()
        .filter(each -> each.dataset().equals(output.dataset()))
        .flatMap(each -> each.write().stream())
        .map(write -> write.partition().getOrDefault(column, ""))
        .anyMatch(values::contains);
  }

  private void mark(RunView run, OutputRecord output, RunStart retention) {
    String reason =
        "its partition of %s is past its time; deleted by run %s of %s"
            .formatted(output.dataset(), retention.runId(), retention.job());
    if (run.interventions().stream().noneMatch(done -> done.reason().equals(reason))) {
      ledger.intervened(
          new Intervention(
              run.runId(),
              run.job(),
              run.status(),
              clock.instant(),
              retention.user(),
              reason,
              Map.of()));
    }
  }
}
