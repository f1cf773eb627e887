package io.tidegate.ledger;

import java.io.IOException;
import java.util.List;

/**
 * Small text files under one root, none of which ever changes. Paths are relative to the root, with
 * {@code /} between the parts. Thread-safe, also between processes.
 */
interface LedgerStore {

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

  /** The full path or URI, for a person. */
  String locate(String path);
}
