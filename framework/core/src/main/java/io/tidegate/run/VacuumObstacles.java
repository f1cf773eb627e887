package io.tidegate.run;

import io.tidegate.config.Format;
import io.tidegate.config.InputConfig;
import io.tidegate.config.JobConfig;
import io.tidegate.config.PublishStrategy;
import io.tidegate.ledger.JobFlows;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.ledger.RunView;
import io.tidegate.problem.Human;
import io.tidegate.publish.Commit;
import io.tidegate.publish.Publisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What promises files of a table that VACUUM would remove: Delta knows of no staged file, and of no
 * reader.
 */
final class VacuumObstacles {

  private final Ledger ledger;
  private final Publisher publisher;
  private final StagedRuns stagedRuns;
  private final Clock clock;
  private final UnaryOperator<String> location;

  /**
   * @param location from a path to the full URI of what it names
   */
  VacuumObstacles(Ledger ledger, Publisher publisher, Clock clock, UnaryOperator<String> location) {
    this.ledger = ledger;
    this.publisher = publisher;
    this.stagedRuns = new StagedRuns(ledger, publisher);
    this.clock = clock;
    this.location = location;
  }

  /**
   * @param jobs whose inputs may be pinned to versions of the table
   * @return a line each
   */
  List<String> of(RetainTarget table, Duration keep, Collection<JobConfig> jobs) {
    var byRun = new LinkedHashMap<String, String>();
    String path = location.apply(table.path());
    ledger.jobs().forEach(job -> byRun.putAll(staged(job, path)));
    writers(table, path)
        .flatMap(job -> ledger.openRuns(job).stream())
        .forEach(run -> byRun.putIfAbsent(run.runId(), open(run)));
    return Stream.concat(byRun.values().stream(), pinned(table, path, keep, jobs)).toList();
  }

  /** Runs whose staged files lie in the table's directory, by their ids. */
  private Map<String, String> staged(String job, String path) {
    var found = new LinkedHashMap<String, String>();
    for (String runId : ledger.kept().runs(job)) {
      boolean inThere =
          stagedRuns.find(runId, job).stream()
              .flatMap(staged -> staged.all().stream())
              .filter(output -> output.strategy() == PublishStrategy.DIRECT)
              .anyMatch(output -> location.apply(output.path()).equals(path));
      if (inThere) {
        ledger.find(job, runId).flatMap(this::waiting).ifPresent(text -> found.put(runId, text));
      }
    }
    return found;
  }

  private Optional<String> waiting(RunView run) {
    return switch (run.status()) {
      case STARTED -> Optional.of(open(run));
      case HELD, REJECTED ->
          until(run)
              .filter(time -> time.isAfter(clock.instant()))
              .map(
                  time ->
                      "%s is %s, and its files lie in the table until %s (release or discard it)"
                          .formatted(name(run), Human.words(run.status()), time));
      default ->
          Optional.of(name(run) + " has left staged files ('tidegate ledger repair' settles it)");
    };
  }

  private static Optional<Instant> until(RunView run) {
    return run.record().stream()
        .flatMap(record -> record.outputs().stream())
        .flatMap(output -> output.stagedUntil().stream())
        .findFirst();
  }

  private static String open(RunView run) {
    return name(run) + " has not ended (wait for it, or 'tidegate ledger repair' where it is dead)";
  }

  private static String name(RunView run) {
    return "run %s of %s for %s".formatted(run.runId(), run.job(), run.logicalDate());
  }

  /** The jobs whose runs may be writing to the table, its maintenance included. */
  private Stream<String> writers(RetainTarget table, String path) {
    Stream<String> others =
        ledger.flows().all().stream()
            .filter(flows -> flows.made().keySet().stream().anyMatch(made -> is(made, path)))
            .map(JobFlows::job);
    return Stream.concat(Stream.of(table.job().name()), others)
        .flatMap(MaintenanceJob::with)
        .distinct();
  }

  private boolean is(String made, String path) {
    return location.apply(made).equals(path);
  }

  /** Inputs that read a version whose files nothing but this time keeps. */
  private Stream<String> pinned(
      RetainTarget table, String path, Duration keep, Collection<JobConfig> jobs) {
    return jobs.stream()
        .flatMap(
            job ->
                job.inputs().values().stream()
                    .filter(input -> input.format() == Format.DELTA && input.version().isPresent())
                    .filter(input -> location.apply(input.path()).equals(path))
                    .filter(input -> isOld(table.path(), input.version(), keep))
                    .map(input -> pinned(job, input)));
  }

  private static String pinned(JobConfig job, InputConfig input) {
    return "the input '%s' of %s reads version %d, whose files are not the table's any more"
        .formatted(input.name(), job.name(), input.version().orElseThrow());
  }

  /** Whether the version was replaced longer ago than files are kept. */
  private boolean isOld(String path, OptionalLong version, Duration keep) {
    Instant limit = clock.instant().minus(keep);
    return publisher.history(path).stream()
        .filter(commit -> commit.version() > version.orElseThrow())
        .map(Commit::at)
        .anyMatch(at -> at.isBefore(limit));
  }
}
