package io.tidegate.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What is said of an input of files besides where they are and what is in them.
 *
 * @param rejects CSV and JSON: what becomes of rows that cannot be taken
 * @param ready what a run waits for before it looks at the files
 * @param control what their sender says that they hold
 */
public record FilesConfig(
    Rejects rejects,
    Take take,
    ChangedFiles changed,
    Optional<Ready> ready,
    Optional<ControlConfig> control) {

  public static final FilesConfig NONE =
      new FilesConfig(new Rejects(RowLimit.NONE, true, Optional.empty()));

  /** All files, as soon as the run starts. */
  public FilesConfig(Rejects rejects) {
    this(rejects, Take.ALL, ChangedFiles.REJECT, Optional.empty(), Optional.empty());
  }

  /** Which of the files under the path a run reads. */
  public enum Take {
    ALL,
    /** Those that no published run of another logical date has read. */
    NEW
  }

  /** What becomes of a file that was read before and is not what it was. */
  public enum ChangedFiles {
    /** It is left out, and a finding fails. */
    REJECT,
    READ_AGAIN
  }

  /**
   * Rows that cannot be read, or are empty where the declared schema says {@code NOT NULL}; the job
   * does not see them.
   *
   * @param max how many there may be
   * @param keep whether they go to a table
   * @param path of that table; beside the first output that is a Delta table when it is empty
   */
  public record Rejects(RowLimit max, boolean keep, Optional<String> path) {}

  /**
   * Everything that is said must hold.
   *
   * @param marker a path or a glob that names a file
   * @param stableFor how long names, sizes and times of the files may not have changed
   * @param within how long to wait
   * @param minFiles how many files there must be
   */
  public record Ready(
      Optional<String> marker, Optional<Duration> stableFor, Duration within, long minFiles) {}
}
