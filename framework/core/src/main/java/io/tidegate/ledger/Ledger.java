package io.tidegate.ledger;

import io.tidegate.check.Finding;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * What every run did, append-only: a tree of small JSON files that are never changed. Safe for any
 * number of writers and readers at once; each call is atomic. Trouble with the storage is a {@link
 * TransientException}.
 *
 * <p>A run's files are {@code runs/<job>/<month>/<run id>.<what>.json}; the name says enough to
 * select by, so that a query opens only the files that it needs.
 */
public final class Ledger {

  private static final Pattern JOB = Pattern.compile("[a-z0-9_-][a-z0-9_.-]*");

  private final LedgerStore store;

  Ledger(LedgerStore store) {
    this.store = store;
  }

  /** A ledger on the local file system, or on any other with Hadoop's default configuration. */
  public static Ledger open(String path) {
    return isLocal(path) ? new Ledger(local(path)) : open(path, new Configuration());
  }

  public static Ledger open(String path, Configuration hadoop) {
    if (isLocal(path)) {
      return new Ledger(local(path));
    }
    try {
      var root = new org.apache.hadoop.fs.Path(path);
      FileSystem files = root.getFileSystem(hadoop);
      return new Ledger(new HadoopStore(files, files.makeQualified(root)));
    } catch (IOException e) {
      throw new TransientException("the ledger at " + path + " cannot be reached", e);
    }
  }

  private static boolean isLocal(String path) {
    return path.startsWith("file:") || !path.contains(":");
  }

  private static LedgerStore local(String path) {
    return new LocalStore(
        path.startsWith("file:") ? Path.of(URI.create(path).getPath()) : Path.of(path));
  }

  /** The first entry of a run. */
  public void started(RunStart start) {
    create(new RunFile(start.job(), start.runId(), "started"), start);
  }

  /** A finding that was raised while the run went on. */
  public void warned(RunStart start, Finding finding, Instant at) {
    String what = "warned." + at.toEpochMilli();
    create(new RunFile(start.job(), start.runId(), what), finding);
  }

  /**
   * The last entry of a run. Writing the same record twice does no harm.
   *
   * @throws IllegalStateException when the run is closed with another record
   */
  public void closed(RunRecord record) {
    RunStart start = record.start();
    Optional<RunRecord> before = find(start.runId()).flatMap(RunView::record);
    if (before.isEmpty()) {
      create(RunFile.closed(record), record);
    } else if (before.get().status() != record.status()) {
      throw new IllegalStateException(
          "run %s is closed as %s already".formatted(start.runId(), before.get().status()));
    }
  }

  /** What happened to a run after it was closed. */
  public void intervened(Intervention intervention) {
    create(RunFile.intervention(intervention), intervention);
  }

  /** Keeps a document of a run, in place of one of the same name. */
  public void keep(String runId, String job, String name, String json) {
    String path = new RunFile(job, runId, "kept." + name).path();
    attempt(
        "keep " + path,
        () -> {
          store.delete(path);
          return store.create(path, json.getBytes(StandardCharsets.UTF_8));
        });
  }

  public Optional<String> kept(String runId, String job, String name) {
    String path = new RunFile(job, runId, "kept." + name).path();
    return attempt("read " + path, () -> store.read(path))
        .map(content -> new String(content, StandardCharsets.UTF_8));
  }

  /** Removes a kept document; does nothing when there is none. */
  public void remove(String runId, String job, String name) {
    String path = new RunFile(job, runId, "kept." + name).path();
    attempt(
        "remove " + path,
        () -> {
          store.delete(path);
          return path;
        });
  }

  /**
   * @throws UserException when the text is not a run id
   */
  public Optional<RunView> find(String runId) {
    String month = RunIds.month(runId).toString();
    for (String job : jobs()) {
      List<RunFile> files =
          files(job, month).stream().filter(f -> f.runId().equals(runId)).toList();
      if (!files.isEmpty()) {
        return view(files);
      }
    }
    return Optional.empty();
  }

  /** The last runs of a job, newest first. */
  public List<RunView> history(String job, int last) {
    return select(job, last, files -> true);
  }

  /** The last published or released runs of a job, newest first. */
  public List<RunView> published(String job, int last) {
    return select(job, last, files -> files.stream().anyMatch(RunFile::publishes)).stream()
        .filter(RunView::isPublished)
        .toList();
  }

  /** Runs that were started and not closed, oldest first. */
  public List<RunStart> openRuns(String job) {
    return select(job, Integer.MAX_VALUE, files -> files.stream().noneMatch(RunFile::isClosing))
        .stream()
        .map(RunView::start)
        .sorted(Comparator.comparing(RunStart::runId))
        .toList();
  }

  /** Held and rejected runs that nobody has dealt with, newest first. */
  public List<RunView> keptBack(String job) {
    return select(job, Integer.MAX_VALUE, files -> files.stream().anyMatch(RunFile::keepsBack))
        .stream()
        .filter(run -> run.status() == RunStatus.HELD || run.status() == RunStatus.REJECTED)
        .toList();
  }

  /** Every job that has run, sorted. */
  public List<String> jobs() {
    return attempt("list the jobs", () -> store.list(RunFile.RUNS));
  }

  private List<RunView> select(String job, int last, Predicate<List<RunFile>> wanted) {
    checkJob(job);
    var found = new ArrayList<RunView>();
    List<String> months =
        attempt("list the runs of " + job, () -> store.list(RunFile.RUNS + "/" + job));
    for (String month : months.stream().sorted(Comparator.reverseOrder()).toList()) {
      for (List<RunFile> files : RunFile.byRun(files(job, month))) {
        if (found.size() == last) {
          return found;
        }
        if (wanted.test(files)) {
          view(files).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private List<RunFile> files(String job, String month) {
    String folder = RunFile.RUNS + "/" + job + "/" + month;
    return attempt("list " + folder, () -> store.list(folder)).stream()
        .flatMap(name -> RunFile.parse(job, name).stream())
        .toList();
  }

  /** Empty when the run's first entry is missing. */
  private Optional<RunView> view(List<RunFile> files) {
    Optional<RunStart> start = first(files, RunFile::isStart, RunStart.class);
    return start.map(
        found ->
            new RunView(
                found,
                first(files, RunFile::isClosing, RunRecord.class),
                files.stream()
                    .filter(RunFile::isIntervention)
                    .map(file -> read(file, Intervention.class))
                    .sorted(Comparator.comparing(Intervention::at))
                    .toList()));
  }

  private <T> Optional<T> first(List<RunFile> files, Predicate<RunFile> which, Class<T> type) {
    return files.stream().filter(which).findFirst().map(file -> read(file, type));
  }

  private <T> T read(RunFile file, Class<T> type) {
    byte[] content =
        attempt("read " + file.path(), () -> store.read(file.path()))
            .orElseThrow(() -> new TransientException(file.path() + " is gone from the ledger"));
    try {
      return LedgerJson.read(new String(content, StandardCharsets.UTF_8), type);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "the ledger's file " + store.root() + "/" + file.path() + " is " + e.getMessage(),
          "restore it, or move it away: the run is then unknown");
    }
  }

  private void create(RunFile file, Object content) {
    checkJob(file.job());
    byte[] json = (LedgerJson.write(content) + "\n").getBytes(StandardCharsets.UTF_8);
    boolean created = attempt("write " + file.path(), () -> store.create(file.path(), json));
    if (!created) {
      throw new IllegalStateException("the ledger has " + file.path() + " already");
    }
  }

  private static void checkJob(String job) {
    if (!JOB.matcher(job).matches()) {
      throw new UserException("'" + job + "' is not a job's name", "use [a-z0-9_.-]");
    }
  }

  private <T> T attempt(String what, Attempt<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new TransientException("the ledger at " + store.root() + " could not " + what, e);
    }
  }

  private interface Attempt<T> {
    T run() throws IOException;
  }
}
