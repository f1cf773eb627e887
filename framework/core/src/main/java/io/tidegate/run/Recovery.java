package io.tidegate.run;

import io.tidegate.config.JobConfig;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.publish.Published;
import java.util.Map;
import java.util.Optional;

/**
 * Completes what a killed run left behind. A run that reached its first commit is rolled forward:
 * its other outputs are committed from their staged files and its record is written as it would
 * have been. A run that was judged and not committed keeps its record (held, rejected) or, if it
 * was about to publish, is left to {@code ledger repair}: it may still be alive.
 */
final class Recovery {

  private final Ledger ledger;
  private final StagedRuns stagedRuns;

  Recovery(Ledger ledger, StagedRuns stagedRuns) {
    this.ledger = ledger;
    this.stagedRuns = stagedRuns;
  }

  void completeEarlierRuns(JobConfig config, Journal journal) {
    for (RunStart start : ledger.openRuns(config.name())) {
      complete(start).ifPresent(report -> journal.note(note(report)));
    }
  }

  /** The completed record's report; empty for a run that cannot be completed now. */
  Optional<RunReport> complete(RunStart start) {
    return stagedRuns.find(start.runId(), start.job()).flatMap(this::complete);
  }

  private Optional<RunReport> complete(StagedRun staged) {
    return switch (staged.record().status()) {
      case HELD, REJECTED -> Optional.of(close(staged.record()));
      case PUBLISHED ->
          stagedRuns.isPartlyCommitted(staged)
              ? Optional.of(rollForward(staged))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private RunReport rollForward(StagedRun staged) {
    Map<String, Published> commits = stagedRuns.commit(staged);
    RunReport report = close(StagedRuns.committed(staged.record(), commits));
    stagedRuns.forget(staged);
    return report;
  }

  private RunReport close(RunRecord record) {
    ledger.closed(record);
    return new RunReport(record);
  }

  private static String note(RunReport report) {
    var start = report.record().start();
    return "run %s of %s was cut off before its record was written; completed as %s"
        .formatted(
            start.runId(),
            start.logicalDate(),
            report.status().name().toLowerCase(java.util.Locale.ROOT));
  }
}
