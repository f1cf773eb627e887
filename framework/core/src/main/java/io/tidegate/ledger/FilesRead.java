package io.tidegate.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidegate.config.LogicalDate;
import io.tidegate.problem.Problem;
import io.tidegate.problem.TransientException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files the published runs of a job have read. A run's record tells; so that a run need not
 * open the record of every run before it, what many of them tell is kept in one document, which is
 * made anew once so many records had to be opened. The document is a copy: whether a run counts is
 * asked of the entries each time, so that a restore or a discard needs to know nothing of it.
 */
public final class FilesRead {

  /** Records to open at a start; beyond it a new copy is made. */
  static final int OPENED = 32;

  private static final String NAME = "files-read-";

  private final LedgerFiles files;
  private final LedgerEntries entries;

  FilesRead(LedgerFiles files, LedgerEntries entries) {
    this.files = files;
    this.entries = entries;
  }

  /** What one published run read of an input. */
  public record RunFiles(String runId, LogicalDate date, List<InputVersion.File> files) {}

  /** The copy: the files by run. */
  record Copy(Map<String, List<InputVersion.File>> runs) {}

  /**
   * In the order of the runs' starts.
   *
   * @throws TransientException when a record cannot be read: what it says was read would be read
   *     twice
   */
  public List<RunFiles> of(String job, String input) {
    List<EntryFiles> published = published(job);
    var known = new HashMap<>(copy(job, input).runs());
    var found = new ArrayList<RunFiles>();
    int opened = 0;
    for (EntryFiles run : published) {
      if (!known.containsKey(run.runId())) {
        known.put(run.runId(), opened(run, input));
        opened++;
      }
      found.add(
          new RunFiles(run.runId(), run.logicalDate(), known.getOrDefault(run.runId(), List.of())));
    }
    if (opened > OPENED) {
      keep(job, input, published.get(published.size() - 1).runId(), new Copy(Map.copyOf(known)));
    }
    return List.copyOf(found);
  }

  private List<EntryFiles> published(String job) {
    return files.months(job).stream()
        .flatMap(month -> files.runs(job, month).stream())
        .filter(
            run ->
                EntryFiles.PUBLISHED.contains(
                    run.status().orElseGet(() -> entries.view(run).status())))
        .sorted(Comparator.comparing(EntryFiles::runId))
        .toList();
  }

  private List<InputVersion.File> opened(EntryFiles run, String input) {
    var problems = new ArrayList<Problem>();
    var record = entries.record(run, problems);
    if (!problems.isEmpty()) {
      throw new TransientException(
          "which files run " + run.runId() + " has read cannot be told: " + problems.get(0));
    }
    return record.stream()
        .flatMap(closed -> closed.inputs().stream())
        .filter(read -> read.version().name().equals(input))
        .flatMap(read -> read.version().files().stream())
        .toList();
  }

  private Copy copy(String job, String input) {
    List<String> copies = copies(job, input);
    if (copies.isEmpty()) {
      return new Copy(Map.of());
    }
    String newest = copies.get(copies.size() - 1);
    try {
      return LedgerJson.read(files.read(newest), Copy.class);
    } catch (JsonProcessingException e) {
      return new Copy(Map.of());
    }
  }

  /** The paths of the copies, oldest first. */
  private List<String> copies(String job, String input) {
    return files.kept(job).stream()
        .filter(kept -> kept.name().equals(NAME + input))
        .sorted(Comparator.comparing(LedgerFiles.Kept::runId))
        .map(kept -> LedgerFiles.keptPath(kept.runId(), job, kept.name()))
        .toList();
  }

  /** Whoever reads a copy now has the newest or the one before it; those stay. */
  private void keep(String job, String input, String runId, Copy copy) {
    List<String> before = copies(job, input);
    var unused =
        files.create(LedgerFiles.keptPath(runId, job, NAME + input), LedgerJson.write(copy));
    before.stream().limit(Math.max(0, before.size() - 1)).forEach(files::delete);
  }
}
