package io.tidegate.run;

import io.tidegate.check.Verdict;
import io.tidegate.config.JobConfig;
import io.tidegate.config.OutputConfig;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import io.tidegate.publish.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Completes what a killed run left behind. A run that was judged gets the record that it would have
 * got: held, rejected or, when it reached its first commit, published, with its other outputs
 * committed from their staged files. A run that committed nothing is closed as failed and its
 * staged files are removed, once it is known that its process is gone. A run that may be alive is
 * left alone.
 */
final class Recovery {

  /** Older runs are left to {@code ledger repair}, so that a start lists two months at most. */
  private static final Duration LOOK_BACK = Duration.ofDays(28);

  /** A run that publishes is done with it long before. */
  private static final Duration PUBLISHING = Duration.ofMinutes(5);

  private final Ledger ledger;
  private final StagedRuns stagedRuns;
  private final Publisher publisher;
  private final Restore restores;
  private final Retain retentions;
  private final Clock clock;

  Recovery(Ledger ledger, StagedRuns stagedRuns, Publisher publisher, Clock clock) {
    this.ledger = ledger;
    this.stagedRuns = stagedRuns;
    this.publisher = publisher;
    this.restores = new Restore(ledger, publisher, clock, "tidegate");
    this.retentions = new Retain(ledger, publisher, clock, "tidegate");
    this.clock = clock;
  }

  /** Completes the job's other runs. One that cannot be completed is noted and hurts nothing. */
  void completeEarlierRuns(JobConfig config, RunStart own, Journal journal) {
    List<String> tables =
        Stream.concat(
                config.outputs().values().stream().flatMap(Recovery::tables),
                Rejects.paths(config).stream())
            .toList();
    var since = clock.instant().minus(LOOK_BACK);
    MaintenanceJob.with(config.name())
        .flatMap(job -> ledger.openRuns(job, since).stream())
        .flatMap(run -> run.start().stream())
        .filter(start -> !start.runId().equals(own.runId()))
        .flatMap(start -> note(start, tables).stream())
        .forEach(journal::note);
  }

  private static Stream<String> tables(OutputConfig output) {
    return Stream.of(output.path(), Quarantine.path(output.path()));
  }

  private Optional<String> note(RunStart start, List<String> tables) {
    String run = "run %s of %s".formatted(start.runId(), start.logicalDate());
    try {
      return complete(start, tables)
          .map(record -> run + " was cut off before its record was written; " + ending(record));
    } catch (Exception e) { // Delta's may be a checked one that no signature names.
      return Optional.of(run + " was cut off and cannot be completed: " + e.getMessage());
    }
  }

  private static String ending(RunRecord record) {
    return "completed as " + record.status().name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param tables where to look for files of a run that was killed while it staged
   * @return the record that the run has now; empty for a run that is left alone
   */
  Optional<RunRecord> complete(RunStart start, List<String> tables) {
    Optional<RunRecord> judged =
        stagedRuns.find(start.runId(), start.job()).flatMap(staged -> complete(staged, start));
    return judged
        .or(() -> restores.complete(start))
        .or(() -> retentions.complete(start))
        .or(() -> start.processIsGone() ? Optional.of(giveUp(start, tables)) : Optional.empty());
  }

  private Optional<RunRecord> complete(StagedRun staged, RunStart start) {
    RunRecord record = staged.record();
    if (record.status() != RunStatus.PUBLISHED) {
      return Optional.of(close(record));
    }
    boolean cutOff =
        start.processIsGone() || record.ended().plus(PUBLISHING).isBefore(clock.instant());
    return cutOff && stagedRuns.isPartlyCommitted(staged)
        ? Optional.of(rollForward(staged))
        : Optional.empty();
  }

  private RunRecord rollForward(StagedRun staged) {
    RunRecord record = close(StagedRuns.committed(staged.record(), stagedRuns.commitRest(staged)));
    stagedRuns.forget(staged);
    return record;
  }

  /** Removes what the run staged and closes it as failed. It must have committed nothing. */
  RunRecord giveUp(RunStart start, List<String> tables) {
    stagedRuns.find(start.runId(), start.job()).ifPresent(stagedRuns::discard);
    tables.forEach(table -> publisher.sweep(table, start.runId()));
    return close(dead(start));
  }

  private RunRecord close(RunRecord record) {
    ledger.closed(record);
    return record;
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
}
