package io.tidegate.run;

import io.tidegate.check.Verdict;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.RunView;
import io.tidegate.publish.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings ledger, tables and staged files in line again: completes runs that were killed, removes
 * what dead runs staged and what kept-back runs staged and nobody asked for in time.
 */
public final class Repair {

  private final Ledger ledger;
  private final StagedRuns stagedRuns;
  private final Recovery recovery;
  private final Interventions interventions;
  private final Clock clock;

  public Repair(Ledger ledger, Publisher publisher, Clock clock) {
    this.ledger = ledger;
    this.stagedRuns = new StagedRuns(ledger, publisher);
    this.recovery = new Recovery(ledger, stagedRuns);
    this.interventions = new Interventions(ledger, publisher, clock, "tidegate");
    this.clock = clock;
  }

  /**
   * Repairs every job's runs.
   *
   * @param deadAfter a run that has not ended this long after its start, and has committed nothing,
   *     is taken for dead
   * @return what was done, a line each; empty when all was in order
   */
  public List<String> repair(Duration deadAfter) {
    var done = new ArrayList<String>();
    for (String job : ledger.jobs()) {
      ledger.openRuns(job).forEach(start -> repair(start, deadAfter).ifPresent(done::add));
      ledger.keptBack(job).forEach(run -> expire(run).ifPresent(done::add));
    }
    return done;
  }

  private Optional<String> repair(RunStart start, Duration deadAfter) {
    Optional<RunReport> completed = recovery.complete(start);
    if (completed.isPresent()) {
      return Optional.of(line(start, "completed as " + completed.get().status()));
    }
    if (start.started().plus(deadAfter).isAfter(clock.instant())) {
      return Optional.empty();
    }
    stagedRuns.find(start.runId(), start.job()).ifPresent(stagedRuns::discard);
    ledger.closed(dead(start));
    return Optional.of(line(start, "taken for dead and closed as FAILED"));
  }

  private Optional<String> expire(RunView run) {
    RunStart start = run.start();
    Optional<Instant> until =
        run.record().stream()
            .flatMap(record -> record.outputs().stream())
            .flatMap(output -> output.stagedUntil().stream())
            .findFirst();
    if (until.isEmpty() || until.get().isAfter(clock.instant())) {
      return Optional.empty();
    }
    interventions.discard(start.runId(), "expired at " + until.get());
    return Optional.of(line(start, "staged files expired at " + until.get() + " and are removed"));
  }

  private RunRecord dead(RunStart start) {
    return new RunRecord(
        start,
        RunStatus.FAILED,
        clock.instant(),
        Verdict.PASS,
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Optional.of("the run ended without a word: it was killed or its driver was lost"),
        List.of("closed by a repair"));
  }

  private static String line(RunStart start, String what) {
    return "%s %s run %s: %s".formatted(start.job(), start.logicalDate(), start.runId(), what);
  }
}
