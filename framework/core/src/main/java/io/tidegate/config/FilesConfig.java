package io.tidegate.config;

import java.util.Optional;

/**
 * What is said of an input of files besides where they are and what is in them.
 *
 * @param rejects CSV and JSON: what becomes of rows that cannot be taken
 */
public record FilesConfig(Rejects rejects) {

  public static final FilesConfig NONE =
      new FilesConfig(new Rejects(RowLimit.NONE, true, Optional.empty()));

  /**
   * Rows that cannot be read, or are empty where the declared schema says {@code NOT NULL}; the job
   * does not see them.
   *
   * @param max how many there may be
   * @param keep whether they go to a table
   * @param path of that table; beside the first output that is a Delta table when it is empty
   */
  public record Rejects(RowLimit max, boolean keep, Optional<String> path) {}
}
