package io.tidegate.ledger;

import io.tidegate.check.Finding;
import io.tidegate.config.LogicalDate;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What happened, run by run: a tree of small JSON files that never change. Thread-safe, and safe
 * between processes: what is written is there as a whole or not at all, and nothing is written
 * over.
 *
 * <p>Every method throws {@link io.tidegate.problem.TransientException} when the store does not
 * answer, and {@link UserException} for a job's name or a run id that is none.
 */
public final class Ledger {

  private final LedgerFiles files;
  private final LedgerEntries entries;
  private final FlowCopies copies;
  private final SharedDocuments shared;

  Ledger(LedgerStore store) {
    this(store, Clock.systemUTC());
  }

  Ledger(LedgerStore store, Clock clock) {
    files = new LedgerFiles(store);
    entries = new LedgerEntries(files);
    copies = new FlowCopies(files, clock);
    shared = new SharedDocuments(files);
  }

  /**
   * The ledger in this directory; it is made by the first write. A path without a scheme, or with
   * {@code file:}, is read without Hadoop.
   *
   * @param hadoopSettings laid over Hadoop's own defaults; a Hadoop {@code Configuration} is one
   * @throws UserException when the path cannot be one
   */
  public static Ledger open(String path, Iterable<Map.Entry<String, String>> hadoopSettings) {
    return new Ledger(LedgerStores.open(path, hadoopSettings));
  }

  /** As {@link #open(String, Iterable)}, with Hadoop's own settings. */
  public static Ledger open(String path) {
    return open(path, List.of());
  }

  /**
   * Writes the first entry of a run. Doing it again with an equal start does nothing.
   *
   * @throws UserException when the run has started otherwise
   */
  public void started(RunStart start) {
    var entry = Entry.started(start.runId(), start.logicalDate());
    String path = path(start.job(), entry);
    if (!files.createOrEqual(path, entries.text(Entry.Kind.STARTED, start))) {
      throw new UserException(
          "run " + start.runId() + " has another start in the ledger: " + files.locate(path),
          "a run id is used once");
    }
  }

  /**
   * Writes the closing entry, and the first one where it is missing. Doing it again with an equal
   * record does nothing.
   *
   * @throws UserException when the run is closed with another record
   */
  public void closed(RunRecord record) {
    var start = record.start();
    started(start);
    String path = path(start.job(), Entry.closed(start.runId()));
    copies.forget(start.job(), start.runId());
    if (!files.createOrEqual(path, entries.text(Entry.Kind.CLOSED, record))) {
      throw new UserException(
          "run " + start.runId() + " is closed already, otherwise: " + files.locate(path),
          "what happened after a run was closed is an intervention");
    }
    mark(start.job(), Entry.status(start.runId(), 0, record.status()));
    copies.forget(start.job(), start.runId());
  }

  /**
   * Writes what happened to a run afterwards. Does not judge whether it makes sense.
   *
   * @throws UserException when the ledger has no such run
   */
  public void intervened(Intervention intervention) {
    var run = existing(intervention.job(), intervention.runId());
    String text = entries.text(Entry.Kind.INTERVENED, intervention);
    int number = run.next(Entry.Kind.INTERVENED);
    copies.forget(run.job(), run.runId());
    while (!files.create(run.path(Entry.intervened(run.runId(), number)), text)) {
      number++;
    }
    mark(run.job(), Entry.status(run.runId(), number, intervention.status()));
    copies.forget(run.job(), run.runId());
  }

  /**
   * Writes a finding that was made while the run was running.
   *
   * @throws UserException when the ledger has no such run
   */
  public void warned(RunStart start, Finding finding, Instant at) {
    var run = existing(start.job(), start.runId());
    String text = entries.text(Entry.Kind.WARNED, new RunView.Warning(at, finding));
    int number = run.next(Entry.Kind.WARNED);
    while (!files.create(run.path(Entry.warned(run.runId(), number)), text)) {
      number++;
    }
  }

  /** The jobs that have ever run, sorted. */
  public List<String> jobs() {
    return files.jobs();
  }

  public Optional<RunView> find(String runId) {
    var unused = RunIds.madeAt(runId);
    return jobs().stream().flatMap(job -> find(job, runId).stream()).findFirst();
  }

  /** As {@link #find(String)}, with one listing however many jobs there are. */
  public Optional<RunView> find(String job, String runId) {
    return files.run(job, runId).map(entries::view);
  }

  /** The job's last runs, latest start first, whatever became of them. */
  public List<RunView> history(String job, int last) {
    var runs = new ArrayList<RunView>();
    for (YearMonth month : files.months(job)) {
      if (runs.size() >= last) {
        break;
      }
      files.runs(job, month).stream()
          .limit(last - runs.size())
          .map(entries::view)
          .forEach(runs::add);
    }
    return List.copyOf(runs);
  }

  /**
   * The job's runs that started and have neither been closed nor repaired, latest first: those that
   * are running, and those that were killed. A run that started in the month of {@code since} or
   * later is found.
   */
  public List<RunView> openRuns(String job, Instant since) {
    var first = YearMonth.from(since.atZone(ZoneOffset.UTC));
    return files.months(job).stream()
        .filter(month -> !month.isBefore(first))
        .flatMap(month -> files.runs(job, month).stream())
        .filter(run -> run.status().filter(RunStatus.STARTED::equals).isPresent())
        .map(entries::view)
        .toList();
  }

  /** As {@link #openRuns(String, Instant)}, since the beginning: one listing for each month. */
  public List<RunView> openRuns(String job) {
    return openRuns(job, Instant.EPOCH);
  }

  /** As the longer form, without conditions. */
  public PublishedRuns lastPublished(String job, int limit, LogicalDate before) {
    return lastPublished(job, limit, before, date -> true, record -> true);
  }

  /**
   * The job's published and released runs of the newest logical dates before a given one. Where a
   * date was published several times, it is represented by the run that started last among those
   * that meet the conditions.
   *
   * @param limit of runs
   * @param dates a condition on the logical date; a run that does not meet it is not opened
   * @param records a condition on the record
   */
  public PublishedRuns lastPublished(
      String job,
      int limit,
      LogicalDate before,
      Predicate<LogicalDate> dates,
      Predicate<RunRecord> records) {
    var search = new PublishedSearch(files, job, dates.and(date -> date.compareTo(before) < 0));
    var found = new TreeMap<LogicalDate, RunRecord>(Comparator.reverseOrder());
    var unreadable = new ArrayList<Problem>();
    while (found.size() < limit) {
      var next = search.next();
      if (next.isEmpty()) {
        break;
      }
      var date = next.get().logicalDate();
      if (!found.containsKey(date)) {
        publishedRecord(next.get(), unreadable)
            .filter(records)
            .ifPresent(record -> found.put(date, record));
      }
    }
    return new PublishedRuns(List.copyOf(found.values()), List.copyOf(unreadable));
  }

  private Optional<RunRecord> publishedRecord(EntryFiles run, List<Problem> unreadable) {
    var status = run.status().orElseGet(() -> entries.view(run).status());
    return EntryFiles.PUBLISHED.contains(status)
        ? entries.record(run, unreadable)
        : Optional.empty();
  }

  /** What the published runs read and wrote: the edges of the lineage between table versions. */
  public Flows flows() {
    return new Flows(files, entries, copies);
  }

  /** What is kept for single runs for a time, such as the list of a held run's files. */
  public KeptDocuments kept() {
    return new KeptDocuments(files);
  }

  /** What many runs of a job share, for good. */
  public SharedDocuments shared() {
    return shared;
  }

  /** Which files a job's published runs have read. */
  public FilesRead filesRead() {
    return new FilesRead(files, entries);
  }

  /** What is told of runs to others, such as a lineage backend. */
  public KeptEvents events() {
    return new KeptEvents(files);
  }

  /** How runs ended that were submitted to a cluster. */
  public SubmittedRuns submittedRuns() {
    return new SubmittedRuns(files);
  }

  /** What may go once it is old. */
  public OldRuns oldRuns() {
    return new OldRuns(this, files, entries);
  }

  /**
   * Removes what writers that died left among the job's entries and have not touched since then.
   * Nobody reads such files; they only take room.
   *
   * @return how many
   */
  public int removeUnfinished(String job, Instant before) {
    return files.removeUnfinished(job, before);
  }

  private EntryFiles existing(String job, String runId) {
    return files
        .run(job, runId)
        .orElseThrow(
            () ->
                new UserException(
                    "the ledger has no run " + runId + " of the job " + job,
                    "the job's history lists its runs"));
  }

  private void mark(String job, Entry status) {
    var unused = files.create(path(job, status), "");
  }

  private static String path(String job, Entry entry) {
    return LedgerFiles.runFolder(job, entry.runId()) + "/" + entry.fileName();
  }
}
