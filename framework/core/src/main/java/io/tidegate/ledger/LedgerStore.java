package io.tidegate.ledger;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Small text files under one root, none of which ever changes. Paths are relative to the root, with
 * {@code /} between the parts. Thread-safe, also between processes.
 */
interface LedgerStore {

  /** The name of a file that is being written; no two writers share one. */
  static String unfinishedName() {
    return "." + UUID.randomUUID() + ".tmp";
  }

  static boolean isUnfinished(String name) {
    return name.startsWith(".") && name.endsWith(".tmp");
  }

  /**
   * Writes a new file, and the folders above it. Atomic: readers see no file or all of it, also
   * after a crash.
   *
   * @return false when the path exists; it is then left as it was
   */
  boolean create(String path, String text) throws IOException;

  /**
   * The names of the files and folders directly in the folder, sorted; none when there is no such
   * folder. Names that start with a dot are left out: they are files that are being written.
   */
  List<String> list(String folder) throws IOException;

  /**
   * @throws java.io.FileNotFoundException or {@link java.nio.file.NoSuchFileException} when there
   *     is no such file
   */
  String read(String path) throws IOException;

  /** Removes the file; does nothing when there is none. */
  void delete(String path) throws IOException;

  /**
   * Removes what a writer that died left directly in the folder: files that were being written and
   * have not changed since then.
   *
   * @return how many; 0 when there is no such folder
   */
  int removeUnfinished(String folder, Instant before) throws IOException;

  /** The full path or URI, for a person. */
  String locate(String path);
}
