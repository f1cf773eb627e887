package io.tidegate.run;

import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunView;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import io.tidegate.publish.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Brings ledger, tables and staged files in line again: completes runs that were killed or that
 * published only in part, removes what dead runs staged and what kept-back runs staged and nobody
 * asked for in time.
 */
public final class Repair {

  /** Among so many of a job's last runs one tells its tables. */
  private static final int LAST = 20;

  private final Ledger ledger;
  private final StagedRuns stagedRuns;
  private final Recovery recovery;
  private final Interventions interventions;
  private final Clock clock;

  public Repair(Ledger ledger, Publisher publisher, Clock clock) {
    this.ledger = ledger;
    this.stagedRuns = new StagedRuns(ledger, publisher);
    this.recovery = new Recovery(ledger, stagedRuns, publisher, clock);
    this.interventions = new Interventions(ledger, publisher, clock, "tidegate");
    this.clock = clock;
  }

  /**
   * Repairs every job's runs.
   *
   * @param deadAfter a run that has not ended this long after its start, and has committed nothing,
   *     is taken for dead; one whose process is known to be gone is at once
   * @return what was done, a line each; empty when all was in order
   */
  public List<String> repair(Duration deadAfter) {
    var done = new ArrayList<String>();
    for (String job : ledger.jobs()) {
      ledger.openRuns(job).forEach(run -> attempt(run, r -> close(r, deadAfter), done));
      ledger.kept().runs(job).stream()
          .flatMap(runId -> ledger.find(job, runId).stream())
          .forEach(run -> attempt(run, this::settle, done));
      clear(job, deadAfter).ifPresent(done::add);
    }
    return done;
  }

  /** One run that cannot be repaired is said and keeps no other from it. */
  private static void attempt(
      RunView run, Function<RunView, Optional<String>> work, List<String> done) {
    try {
      work.apply(run).ifPresent(done::add);
    } catch (UserException | TransientException e) {
      done.add(line(run, "cannot be repaired: " + e.getMessage()));
    }
  }

  private Optional<String> close(RunView run, Duration deadAfter) {
    if (run.start().isEmpty()) {
      return Optional.of(line(run, "cannot be repaired: " + run.unreadable()));
    }
    RunStart start = run.start().get();
    List<String> tables = tables(run.job());
    Optional<RunRecord> completed = recovery.complete(start, tables);
    if (completed.isPresent()) {
      String status = completed.get().status().name().toLowerCase(Locale.ROOT);
      return Optional.of(line(run, "was cut off; completed as " + status));
    }
    if (start.started().plus(deadAfter).isAfter(clock.instant())) {
      return Optional.empty();
    }
    recovery.giveUp(start, tables);
    return Optional.of(line(run, "is taken for dead; completed as failed"));
  }

  /** What was being written for so long is not being written any more. */
  private Optional<String> clear(String job, Duration deadAfter) {
    int removed = ledger.removeUnfinished(job, clock.instant().minus(deadAfter));
    return removed == 0
        ? Optional.empty()
        : Optional.of("%s: %d unfinished ledger files are removed".formatted(job, removed));
  }

  /** The ledger has no conf; a job's tables are those that it wrote last. */
  private List<String> tables(String job) {
    return ledger.history(job, LAST).stream()
        .flatMap(run -> run.record().stream())
        .flatMap(Repair::tables)
        .distinct()
        .toList();
  }

  private static Stream<String> tables(RunRecord record) {
    List<String> inputs = record.inputs().stream().map(input -> input.version().name()).toList();
    return record.outputs().stream()
        .map(OutputRecord::path)
        .flatMap(
            path ->
                Stream.concat(
                    Stream.of(path, Quarantine.path(path)),
                    inputs.stream().map(input -> Rejects.path(path, input))));
  }

  /** A run that has ended, and for which the ledger still keeps staged files. */
  private Optional<String> settle(RunView run) {
    return switch (run.status()) {
      case STARTED -> Optional.empty();
      case HELD, REJECTED -> expire(run);
      case FAILED -> finish(run);
      default -> forget(run);
    };
  }

  private Optional<String> expire(RunView run) {
    Optional<Instant> until =
        run.record().stream()
            .flatMap(record -> record.outputs().stream())
            .flatMap(output -> output.stagedUntil().stream())
            .findFirst();
    if (until.isEmpty() || until.get().isAfter(clock.instant())) {
      return Optional.empty();
    }
    interventions.discard(run.runId(), "expired at " + until.get());
    return Optional.of(line(run, "staged files expired at " + until.get() + " and are removed"));
  }

  /** Some outputs of the run may be published: then the others have to be. */
  private Optional<String> finish(RunView run) {
    Optional<StagedRun> staged = stagedRuns.find(run.runId(), run.job());
    if (staged.isEmpty()) {
      return Optional.empty();
    }
    if (stagedRuns.isPartlyCommitted(staged.get())) {
      var overtaken =
          interventions.finish(run, staged.get(), "only some of its outputs were published");
      String rest =
          overtaken.isEmpty() ? "the other outputs are now" : String.join("; ", overtaken);
      return Optional.of(line(run, "was published in part; " + rest));
    }
    stagedRuns.discard(staged.get());
    return Optional.of(line(run, "failed; its staged files are removed"));
  }

  /** The process ended after the record was written and before it forgot the files. */
  private Optional<String> forget(RunView run) {
    stagedRuns.find(run.runId(), run.job()).ifPresent(stagedRuns::forget);
    ledger.kept().remove(run.runId(), run.job(), Restore.DOCUMENT);
    ledger.kept().remove(run.runId(), run.job(), Retain.DOCUMENT);
    return Optional.empty();
  }

  private static String line(RunView run, String what) {
    return "%s %s run %s: %s".formatted(run.job(), run.logicalDate(), run.runId(), what);
  }
}
