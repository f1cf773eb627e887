package io.tidegate.ledger;

import io.tidegate.config.LogicalDate;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where everything lies: {@code runs/JOB/2026-03/RUN.*} by the month (UTC) in which the run id was
 * made, {@code kept/JOB/RUN.NAME.json}, {@code shared/JOB/SHA256.json}, {@code
 * events/JOB/2026-03/RUN.*} by the same month, {@code index/JOB.RUN.jsonl}, and {@code
 * submitted/JOB/DATE.TRY.json}. Refuses any job, run or name that could lead elsewhere, and tells
 * failures of the store as what was attempted.
 */
final class LedgerFiles {

  private static final String RUNS = "runs";
  private static final String KEPT = "kept";
  private static final String SHARED = "shared";
  private static final String EVENTS = "events";
  private static final String SUBMITTED = "submitted";
  private static final String JSON = ".json";

  private static final Pattern JOB = Pattern.compile("[a-z0-9_-][a-z0-9_.-]{0,199}");
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern KEPT_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*");

  private final LedgerStore store;

  LedgerFiles(LedgerStore store) {
    this.store = store;
  }

  List<String> jobs() {
    return list(RUNS).stream().filter(name -> JOB.matcher(name).matches()).toList();
  }

  /** The months in which the job has runs, newest first. */
  List<YearMonth> months(String job) {
    return list(jobFolder(job)).stream()
        .flatMap(name -> month(name).stream())
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private static Optional<YearMonth> month(String name) {
    try {
      return Optional.of(YearMonth.parse(name));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The job's runs of one month, latest first: one listing. */
  List<EntryFiles> runs(String job, YearMonth month) {
    String folder = jobFolder(job) + "/" + month;
    return EntryFiles.of(job, folder, list(folder));
  }

  List<EntryFiles.Leftovers> leftovers(String job, YearMonth month) {
    String folder = jobFolder(job) + "/" + month;
    return EntryFiles.leftovers(folder, list(folder));
  }

  /** The job's runs of this month and all later ones, oldest first. */
  List<EntryFiles> runsSince(String job, YearMonth first) {
    return months(job).stream()
        .filter(month -> !month.isBefore(first))
        .flatMap(month -> runs(job, month).stream())
        .sorted(EntryFiles.LATEST_FIRST.reversed())
        .toList();
  }

  Optional<EntryFiles> run(String job, String runId) {
    return runs(job, monthOf(runId)).stream().filter(run -> run.runId().equals(runId)).findFirst();
  }

  static String runFolder(String job, String runId) {
    return jobFolder(job) + "/" + monthOf(runId);
  }

  static YearMonth monthOf(String runId) {
    return YearMonth.from(RunIds.madeAt(runId).atZone(ZoneOffset.UTC));
  }

  private static String jobFolder(String job) {
    return RUNS + "/" + checkedJob(job);
  }

  static String keptPath(String runId, String job, String name) {
    var unused = RunIds.madeAt(runId);
    if (!KEPT_NAME.matcher(name).matches()) {
      throw new UserException(
          "'" + name + "' cannot be the name of a kept document",
          "only letters, digits, '_', '-' and '.', and no '.' at the start");
    }
    return keptFolder(job) + "/" + runId + "." + name + JSON;
  }

  /** The names of what is kept for the job, each with its run. */
  List<Kept> kept(String job) {
    return list(keptFolder(job)).stream().flatMap(LedgerFiles::keptOf).toList();
  }

  private static Stream<Kept> keptOf(String fileName) {
    int dot = fileName.indexOf('.');
    if (dot < 0 || !RunIds.isRunId(fileName.substring(0, dot)) || !fileName.endsWith(JSON)) {
      return Stream.empty();
    }
    int end = fileName.length() - JSON.length();
    return end <= dot
        ? Stream.empty()
        : Stream.of(new Kept(fileName.substring(0, dot), fileName.substring(dot + 1, end)));
  }

  record Kept(String runId, String name) {}

  private static String keptFolder(String job) {
    return KEPT + "/" + checkedJob(job);
  }

  static String sharedPath(String job, String fingerprint) {
    if (!FINGERPRINT.matcher(fingerprint).matches()) {
      throw new UserException("'" + fingerprint + "' is not a SHA-256 in hex", "");
    }
    return sharedFolder(job) + "/" + fingerprint + JSON;
  }

  /** The fingerprints of what the job's runs share. */
  Set<String> shared(String job) {
    return list(sharedFolder(job)).stream()
        .filter(name -> name.endsWith(JSON))
        .map(name -> name.substring(0, name.length() - JSON.length()))
        .collect(Collectors.toSet());
  }

  private static String sharedFolder(String job) {
    return SHARED + "/" + checkedJob(job);
  }

  /** {@code submitted/JOB/2024-03-01.1.json}: colons are not for file names. */
  static String submittedPath(String job, LogicalDate date, int attempt) {
    String day = date.toString().replace(":", "");
    return SUBMITTED + "/" + checkedJob(job) + "/" + day + "." + attempt + JSON;
  }

  /** The file names of the job's submissions that have ended. */
  List<String> submitted(String job) {
    return list(SUBMITTED + "/" + checkedJob(job));
  }

  static String eventFolder(String job, String runId) {
    return eventFolder(job, monthOf(runId));
  }

  static String eventFolder(String job, YearMonth month) {
    return EVENTS + "/" + checkedJob(job) + "/" + month;
  }

  /** The months of the job's runs of which there are events, oldest first. */
  List<YearMonth> eventMonths(String job) {
    return list(EVENTS + "/" + checkedJob(job)).stream()
        .flatMap(name -> month(name).stream())
        .sorted()
        .toList();
  }

  private static String checkedJob(String job) {
    if (!JOB.matcher(job).matches()) {
      throw new UserException(
          "'" + job + "' is not a job's name",
          "only a-z, 0-9, '_', '-' and '.', no '.' at the start, and at most 200");
    }
    return job;
  }

  boolean create(String path, String text) {
    return attempt("write", path, () -> store.create(path, text));
  }

  /** Whether the file has the text now. */
  boolean createOrEqual(String path, String text) {
    return create(path, text) || read(path).equals(text);
  }

  List<String> list(String folder) {
    return attempt("list", folder, () -> store.list(folder));
  }

  String read(String path) {
    return attempt("read", path, () -> store.read(path));
  }

  void delete(String path) {
    attempt(
        "delete",
        path,
        () -> {
          store.delete(path);
          return path;
        });
  }

  /** Of every folder of the job. */
  int removeUnfinished(String job, Instant before) {
    return Stream.of(
            months(job).stream().map(month -> jobFolder(job) + "/" + month),
            eventMonths(job).stream().map(month -> eventFolder(job, month)),
            Stream.of(keptFolder(job), sharedFolder(job)))
        .flatMap(folders -> folders)
        .mapToInt(folder -> attempt("clear", folder, () -> store.removeUnfinished(folder, before)))
        .sum();
  }

  String locate(String path) {
    return store.locate(path);
  }

  private <T> T attempt(String what, String path, Attempt<T> attempt) {
    try {
      return attempt.run();
    } catch (IOException e) {
      throw new TransientException(
          "could not " + what + " " + store.locate(path) + " of the ledger: " + e, e);
    }
  }

  private interface Attempt<T> {
    T run() throws IOException;
  }
}
