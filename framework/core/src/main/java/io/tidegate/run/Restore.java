package io.tidegate.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.lineage.events.EventBook;
import io.tidegate.lineage.provenance.KnownTable;
import io.tidegate.problem.UserException;
import io.tidegate.publish.Commit;
import io.tidegate.publish.CommitNote;
import io.tidegate.publish.Published;
import io.tidegate.publish.Publisher;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Takes a table back to an earlier version. The ledger has it as a run of {@code JOB.restore} that
 * read that version and wrote a new one. The runs whose versions are taken away become undone: they
 * feed no baseline, and their logical dates can be published again.
 */
public final class Restore {

  /** The ledger's name for what the run's record will be. */
  static final String DOCUMENT = "restore";

  private final Ledger ledger;
  private final Publisher publisher;
  private final Clock clock;
  private final String who;

  public Restore(Ledger ledger, Publisher publisher, Clock clock, String who) {
    this.ledger = ledger;
    this.publisher = publisher;
    this.clock = clock;
    this.who = who;
  }

  /**
   * What {@link #restore} would do; changes nothing.
   *
   * @param dataset by its name or path
   * @throws UserException when no run of the ledger made it, or it has no such earlier version
   */
  public RestoreReport plan(String dataset, long to) {
    KnownTable table = KnownTable.of(ledger, dataset);
    List<Commit> history = publisher.history(table.path());
    requireEarlier(table, to, history);
    var unused = publisher.size(table.path(), to);
    return RestoreReport.of(table, to, Optional.empty(), history);
  }

  /**
   * Restores the version as one more commit. A process that dies on the way is completed by {@code
   * ledger repair}, or by the next run of the job.
   *
   * @throws UserException as {@link #plan} does, and when files of the version are gone
   * @throws io.tidegate.publish.ConflictException when somebody else commits meanwhile
   */
  public RestoreReport restore(String dataset, long to, String reason) {
    KnownTable table = KnownTable.of(ledger, dataset);
    requireEarlier(table, to, publisher.history(table.path()));
    RunRecord planned =
        new RestoreRecords(ledger, clock)
            .planned(table, to, publisher.size(table.path(), to), who, reason);
    RunStart start = planned.start();
    ledger.started(start);
    new EventBook(ledger)
        .maintenanceStarted(
            MaintenanceJob.RESTORE, start, table.lastRun().runId(), table.lastRun().job());
    ledger.kept().keep(start.runId(), start.job(), DOCUMENT, LedgerJson.write(planned));
    Published published = commit(planned, table, to);
    return RestoreReport.of(
        table, to, Optional.of(published), settle(planned, published.version()));
  }

  private static void requireEarlier(KnownTable table, long to, List<Commit> history) {
    if (history.isEmpty()) {
      throw new UserException("there is no table at " + table.path(), "");
    }
    Commit newest = history.get(0);
    if (to >= newest.version()) {
      throw new UserException(
          "%s is at version %d: nothing came after version %d"
              .formatted(table.dataset(), newest.version(), to),
          "name an earlier version");
    }
    if (newest.restored().isPresent() && newest.restored().getAsLong() == to) {
      throw new UserException(
          "%s is version %d already: version %d restored it"
              .formatted(table.dataset(), to, newest.version()),
          "");
    }
  }

  private Published commit(RunRecord planned, KnownTable table, long to) {
    try {
      var note = CommitNote.of(StagedRuns.stamp(planned), table.output());
      return publisher.restore(table.path(), to, note);
    } catch (RuntimeException failure) {
      closeAfter(failure, planned);
      throw failure;
    }
  }

  /** What has failed may have been committed all the same: that is left to the repair. */
  private void closeAfter(RuntimeException failure, RunRecord planned) {
    RunStart start = planned.start();
    try {
      if (publisher.findRun(output(planned).path(), start.runId()).isEmpty()) {
        ledger.closed(RestoreRecords.failed(planned, clock.instant(), failure));
        ledger.kept().remove(start.runId(), start.job(), DOCUMENT);
      }
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Completes a restore whose process ended before the ledger had all of it.
   *
   * @return empty when the run is none, may be going on, or committed nothing
   */
  Optional<RunRecord> complete(RunStart start) {
    Optional<RunRecord> planned =
        ledger.kept().find(start.runId(), start.job(), DOCUMENT).map(Restore::read);
    if (planned.isEmpty() || !start.processIsGone()) {
      return Optional.empty();
    }
    Optional<Published> committed = publisher.findRun(output(planned.get()).path(), start.runId());
    if (committed.isEmpty()) {
      ledger.kept().remove(start.runId(), start.job(), DOCUMENT);
      return Optional.empty();
    }
    var unused = settle(planned.get(), committed.get().version());
    return ledger.find(start.job(), start.runId()).flatMap(view -> view.record());
  }

  /**
   * Writes what is not in the ledger yet; doing it again does nothing.
   *
   * @return the table's history
   */
  private List<Commit> settle(RunRecord planned, long version) {
    RunStart start = planned.start();
    OutputRecord output = output(planned);
    List<Commit> history = publisher.history(output.path());
    var runs = new UndoneRuns(ledger, publisher, clock);
    runs.mark(
        output, RestoreReport.changes(history, version), start, String.join("; ", planned.notes()));
    RunRecord record = RestoreRecords.done(planned, clock.instant(), version);
    ledger.closed(record);
    ledger.kept().remove(start.runId(), start.job(), DOCUMENT);
    new EventBook(ledger).ended(record);
    return history;
  }

  private static OutputRecord output(RunRecord planned) {
    return planned.outputs().get(0);
  }

  private static RunRecord read(String json) {
    try {
      return LedgerJson.read(json, RunRecord.class);
    } catch (JsonProcessingException e) {
      throw new UserException(
          "what the ledger keeps of a restore is damaged: " + e.getOriginalMessage(), "");
    }
  }
}
