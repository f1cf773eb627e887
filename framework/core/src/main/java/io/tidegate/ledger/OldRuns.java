package io.tidegate.ledger;

import io.tidegate.config.LogicalDate;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the ledger has of runs that are long over, and that nobody will ask for again: the records
 * of runs that made no version of any table, and events that everybody has.
 *
 * <p>All else stays. A record of a run that published tells which files and rows it has read, which
 * versions it made, and what a restore needs. A run that has not ended, or is held, or of which
 * something is {@link Ledger#kept() kept}, is not over. Neither goes the story of the job's last
 * publish: what is done to the table is told to those who were told of that.
 */
public final class OldRuns {

  /** Later dates than anybody has. */
  private static final LogicalDate NEVER = LogicalDate.parse("9999-12-31");

  private final Ledger ledger;
  private final LedgerFiles files;
  private final LedgerEntries entries;

  OldRuns(Ledger ledger, LedgerFiles files, LedgerEntries entries) {
    this.ledger = ledger;
    this.files = files;
    this.entries = entries;
  }

  /**
   * @param records how many runs it has the records of
   * @param events how many
   * @param files relative to the ledger, in the order in which they can go: whoever is stopped in
   *     between leaves nothing that is taken for something else
   */
  public record Found(int records, int events, List<String> files) {

    public boolean isEmpty() {
      return files.isEmpty();
    }

    /** As one. */
    public static Found of(List<Found> all) {
      return new Found(
          all.stream().mapToInt(Found::records).sum(),
          all.stream().mapToInt(Found::events).sum(),
          all.stream().flatMap(found -> found.files().stream()).toList());
    }
  }

  /**
   * @param before runs that started before that time, and to which nothing has happened since
   */
  public Found find(String job, Instant before) {
    return Found.of(
        Stream.of(records(job, before), leftovers(job, before), events(job, before))
            .flatMap(found -> found)
            .toList());
  }

  /** Removes the files; one that is gone already is none to it. */
  public void remove(Found found) {
    found.files().forEach(files::delete);
  }

  private Stream<Found> records(String job, Instant before) {
    var kept = Set.copyOf(ledger.kept().runs(job));
    return until(before, files.months(job))
        .flatMap(month -> files.runs(job, month).stream())
        .filter(run -> isBefore(run.runId(), before) && !kept.contains(run.runId()))
        .filter(run -> isSpent(run, before))
        .map(run -> new Found(1, 0, run.paths()));
  }

  /** Of records that somebody was removing when he was stopped. */
  private Stream<Found> leftovers(String job, Instant before) {
    return until(before, files.months(job))
        .flatMap(month -> files.leftovers(job, month).stream())
        .filter(run -> isBefore(run.runId(), before))
        .map(run -> new Found(0, 0, run.paths()));
  }

  private boolean isSpent(EntryFiles run, Instant before) {
    RunStatus status = status(run);
    boolean mayHaveWritten =
        EntryFiles.COMMITTED.contains(status) && !MaintenanceJob.RETAIN.is(run.job());
    return !isOpen(status) && !mayHaveWritten && madeNothing(entries.view(run), before);
  }

  private RunStatus status(EntryFiles run) {
    return run.status().orElseGet(() -> entries.view(run).status());
  }

  private static boolean isOpen(RunStatus status) {
    return status == RunStatus.STARTED || status == RunStatus.HELD;
  }

  /** Of a damaged one nobody can tell. */
  private static boolean madeNothing(RunView run, Instant before) {
    return run.unreadable().isEmpty()
        && run.record().stream().allMatch(record -> madeNothing(record, before))
        && run.interventions().stream()
            .allMatch(later -> later.versions().isEmpty() && later.at().isBefore(before));
  }

  private static boolean madeNothing(RunRecord record, Instant before) {
    return record.ended().isBefore(before)
        && record.outputs().stream()
            .allMatch(output -> output.version().isEmpty() && output.quarantineVersion().isEmpty());
  }

  private Stream<Found> events(String job, Instant before) {
    Set<String> last = lastPublished(job);
    return until(before, files.eventMonths(job))
        .flatMap(month -> told(job, month))
        .filter(told -> isBefore(told.runId(), before) && !last.contains(told.runId()))
        .map(told -> new Found(0, told.events(), told.files()));
  }

  /** Those that are over: a run that is released has one more thing to tell. */
  private Stream<KeptEvents.Done> told(String job, YearMonth month) {
    Set<String> open =
        files.runs(job, month).stream()
            .filter(run -> isOpen(status(run)))
            .map(EntryFiles::runId)
            .collect(Collectors.toSet());
    return ledger.events().done(job, month).stream().filter(done -> !open.contains(done.runId()));
  }

  /** The one that started last, and the one of the newest logical date. */
  private Set<String> lastPublished(String job) {
    Stream<String> newest =
        ledger.lastPublished(job, 1, NEVER).records().stream()
            .map(record -> record.start().runId());
    Optional<String> latest =
        files.months(job).stream()
            .flatMap(month -> files.runs(job, month).stream())
            .filter(run -> EntryFiles.PUBLISHED.contains(status(run)))
            .map(EntryFiles::runId)
            .findFirst();
    return Stream.concat(newest, latest.stream()).collect(Collectors.toSet());
  }

  private static boolean isBefore(String runId, Instant time) {
    return RunIds.madeAt(runId).isBefore(time);
  }

  private static Stream<YearMonth> until(Instant before, List<YearMonth> months) {
    var last = YearMonth.from(before.atZone(ZoneOffset.UTC));
    return months.stream().filter(month -> !month.isAfter(last));
  }
}
