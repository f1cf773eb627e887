package io.tidegate.run;

import io.tidegate.config.JobConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.lineage.events.EventBook;
import io.tidegate.problem.Failures;
import io.tidegate.publish.Commit;
import io.tidegate.publish.CommitNote;
import io.tidegate.publish.Published;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.TableSize;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Removes what is past its time from the tables of a job: whole partitions in one commit, then
 * files that no version needs any more. The ledger has it as a run of {@code JOB.retain} for each
 * table of which something was removed.
 */
public final class Retain {

  /** The ledger's name for what is about to be done. */
  static final String DOCUMENT = "retain";

  /** Told apart from the delete's commit, of the same run. */
  private static final String VACUUM = "__vacuum";

  /** Later dates than anybody has. */
  private static final LogicalDate NEVER = LogicalDate.parse("9999-12-31");

  private final Ledger ledger;
  private final Publisher publisher;
  private final Clock clock;
  private final String who;
  private final RetainRecords records;

  public Retain(Ledger ledger, Publisher publisher, Clock clock, String who) {
    this.ledger = ledger;
    this.publisher = publisher;
    this.clock = clock;
    this.who = who;
    this.records = new RetainRecords(clock);
  }

  /**
   * The confs at hand.
   *
   * @param job whose tables are looked at
   * @param all whose inputs may be pinned to versions of these tables; the job among them
   * @param location from a path to the full URI of what it names
   */
  public record Confs(JobConfig job, Collection<JobConfig> all, UnaryOperator<String> location) {}

  /**
   * What {@link #retain} would do; changes nothing. A table that cannot be looked at keeps no other
   * from it.
   *
   * @param told of each table, in the order of the conf
   * @throws io.tidegate.problem.UserException with every mistake, at the end
   */
  public void plan(Confs confs, Consumer<RetainReport> told) {
    each(confs, table -> survey(confs).of(table, confs.all()), told);
  }

  /**
   * Does it. A process that dies on the way is completed by {@code ledger repair}, or by the next
   * run of the job; a second call finds nothing left to do.
   *
   * @param told of each table, in the order of the conf
   * @throws io.tidegate.problem.UserException with every mistake, at the end
   * @throws io.tidegate.publish.ConflictException at the end, when somebody else committed to the
   *     same partitions meanwhile
   */
  public void retain(Confs confs, String reason, Consumer<RetainReport> told) {
    each(
        confs,
        table -> {
          RetainReport found = survey(confs).of(table, confs.all());
          return found.deletes() || found.vacuums() ? remove(confs, table, found, reason) : found;
        },
        told);
  }

  private RetainSurvey survey(Confs confs) {
    return new RetainSurvey(ledger, publisher, clock, confs.location());
  }

  private interface Work {
    RetainReport on(RetainTarget table);
  }

  private static void each(Confs confs, Work work, Consumer<RetainReport> told) {
    var failures = new Failures();
    for (RetainTarget table : RetainTarget.of(confs.job())) {
      failures.attempt(
          () -> {
            RetainReport report = work.on(table);
            if (report.exists() || !table.isAside()) {
              told.accept(report);
            }
          });
    }
    failures.throwIfAny();
  }

  private RetainReport remove(Confs confs, RetainTarget table, RetainReport found, String reason) {
    var words = new RetainNotes(who, reason);
    RunRecord record =
        records.planned(
            table, confs.location().apply(table.path()), who, words.deleted(found).toList());
    var plan =
        new RetainPlan(
            record,
            found.partitions().map(RetainReport.Partitions::column).orElse(""),
            found.partitions().map(RetainReport.Partitions::pastValues).orElse(List.of()));
    start(plan, found);
    Optional<Published> published = delete(plan, found);
    Optional<RuntimeException> failure = vacuum(plan, table, found);
    settle(plan, published, words.vacuumed(found, failure).toList(), failure);
    failure.ifPresent(
        e -> {
          throw e;
        });
    return found.done(
        plan.start().runId(),
        published.map(p -> OptionalLong.of(p.version())).orElse(OptionalLong.empty()));
  }

  private void start(RetainPlan plan, RetainReport found) {
    RunStart start = plan.start();
    ledger.started(start);
    if (found.deletes()) {
      tellStart(start);
    }
    ledger.kept().keep(start.runId(), start.job(), DOCUMENT, LedgerJson.write(plan));
  }

  /** To whom the job's last publish was told. */
  private void tellStart(RunStart start) {
    String job = MaintenanceJob.with(start.job()).findFirst().orElseThrow();
    ledger.lastPublished(job, 1, NEVER).records().stream()
        .map(record -> record.start().runId())
        .forEach(
            maker ->
                new EventBook(ledger).maintenanceStarted(MaintenanceJob.RETAIN, start, maker, job));
  }

  private Optional<Published> delete(RetainPlan plan, RetainReport found) {
    if (!found.deletes()) {
      return Optional.empty();
    }
    try {
      return publisher.deletePartitions(
          plan.output().path(), plan.column(), plan.values(), note(plan, ""));
    } catch (RuntimeException failure) {
      closeAfter(failure, plan);
      throw failure;
    }
  }

  private static CommitNote note(RetainPlan plan, String suffix) {
    return CommitNote.of(StagedRuns.stamp(plan.record()), plan.output().key() + suffix);
  }

  private Optional<RuntimeException> vacuum(
      RetainPlan plan, RetainTarget table, RetainReport found) {
    if (!found.vacuums()) {
      return Optional.empty();
    }
    try {
      publisher.vacuum(table.path(), table.vacuum().orElseThrow(), note(plan, VACUUM));
      return Optional.empty();
    } catch (RuntimeException e) { // What was deleted before is to be recorded all the same.
      return Optional.of(e);
    }
  }

  /** What has failed may have been committed all the same: that is left to the repair. */
  private void closeAfter(RuntimeException failure, RetainPlan plan) {
    try {
      if (committed(plan).isEmpty()) {
        close(plan, RestoreRecords.failed(plan.record(), clock.instant(), failure));
      }
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private Optional<Published> committed(RetainPlan plan) {
    return publisher.history(plan.output().path()).stream()
        .filter(commit -> isOf(plan, commit))
        .findFirst()
        .flatMap(Commit::published);
  }

  private static boolean isOf(RetainPlan plan, Commit commit) {
    return commit
        .note()
        .filter(note -> note.is(plan.start().runId(), plan.output().key()))
        .isPresent();
  }

  /**
   * Completes a retention whose process ended before the ledger had all of it.
   *
   * @return empty when the run is none, may be going on, or committed nothing
   */
  Optional<RunRecord> complete(RunStart start) {
    Optional<RetainPlan> plan =
        ledger.kept().find(start.runId(), start.job(), DOCUMENT).map(RetainPlan::read);
    if (plan.isEmpty() || !start.processIsGone()) {
      return Optional.empty();
    }
    Optional<Published> committed = committed(plan.get());
    if (committed.isEmpty()) {
      ledger.kept().remove(start.runId(), start.job(), DOCUMENT);
      return Optional.empty();
    }
    settle(plan.get(), committed, List.of(), Optional.empty());
    return ledger.find(start.job(), start.runId()).flatMap(view -> view.record());
  }

  /** Writes what is not in the ledger yet; doing it again does nothing. */
  private void settle(
      RetainPlan plan,
      Optional<Published> published,
      List<String> notes,
      Optional<RuntimeException> failure) {
    if (published.isEmpty() && failure.isPresent()) {
      close(plan, RestoreRecords.failed(plan.record(), clock.instant(), failure.get()));
      return;
    }
    if (published.isPresent()) {
      new PastRuns(ledger, clock).mark(plan.output(), plan.column(), plan.values(), plan.start());
    }
    Optional<TableSize> left =
        published.map(each -> publisher.size(plan.output().path(), each.version()));
    RunRecord record = records.done(plan.record(), published, left, notes);
    close(plan, record);
    new EventBook(ledger).ended(record);
  }

  private void close(RetainPlan plan, RunRecord record) {
    RunStart start = plan.start();
    ledger.closed(record);
    ledger.kept().remove(start.runId(), start.job(), DOCUMENT);
  }
}
