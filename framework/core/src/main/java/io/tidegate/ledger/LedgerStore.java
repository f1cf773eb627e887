package io.tidegate.ledger;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The files of a ledger, below one root, by paths with slashes. Every operation is atomic: a reader
 * sees a whole file or none.
 */
interface LedgerStore {

  /**
   * Writes a new file.
   *
   * @return false when there is one of that path already, which stays as it is
   */
  boolean create(String path, byte[] content) throws IOException;

  /** Empty when there is no such file. */
  Optional<byte[]> read(String path) throws IOException;

  /** The names of files and folders in a folder, sorted; empty when there is no such folder. */
  List<String> list(String folder) throws IOException;

  /** Does nothing when there is no such file. */
  void delete(String path) throws IOException;

  /** Where the root is, for messages. */
  String root();
}
