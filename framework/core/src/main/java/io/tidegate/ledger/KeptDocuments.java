package io.tidegate.ledger;

import io.tidegate.problem.UserException;
import java.util.List;
import java.util.Optional;

/** JSON documents of single runs, each under a name; unlike the ledger's entries they go again. */
public final class KeptDocuments {

  private final LedgerFiles files;

  KeptDocuments(LedgerFiles files) {
    this.files = files;
  }

  /**
   * Keeping an equal one again does nothing.
   *
   * @param name letters, digits, {@code _}, {@code -} and {@code .}
   * @throws UserException when another document is kept under that name
   */
  public void keep(String runId, String job, String name, String json) {
    String path = LedgerFiles.keptPath(runId, job, name);
    if (!files.createOrEqual(path, json)) {
      throw new UserException(
          "run " + runId + " keeps another '" + name + "': " + files.locate(path), "");
    }
  }

  /** The document as it was given. */
  public Optional<String> find(String runId, String job, String name) {
    String path = LedgerFiles.keptPath(runId, job, name);
    return names(runId, job).contains(name) ? Optional.of(files.read(path)) : Optional.empty();
  }

  /** The names of what is kept for the run, sorted. */
  public List<String> names(String runId, String job) {
    return files.kept(job).stream()
        .filter(kept -> kept.runId().equals(runId))
        .map(LedgerFiles.Kept::name)
        .sorted()
        .toList();
  }

  /** The runs of the job that something is kept for, oldest first. */
  public List<String> runs(String job) {
    return files.kept(job).stream().map(LedgerFiles.Kept::runId).distinct().sorted().toList();
  }

  /** Does nothing when there is none. */
  public void remove(String runId, String job, String name) {
    files.delete(LedgerFiles.keptPath(runId, job, name));
  }
}
