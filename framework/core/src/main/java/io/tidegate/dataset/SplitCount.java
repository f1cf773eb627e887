package io.tidegate.dataset;

import java.io.Serializable;

/**
 * What one split of a file holds, known once it was read to its end.
 *
 * @param rows rows that could be read
 * @param corrupt rows that could not
 * @param tally of the rows that could
 */
record SplitCount(Split split, long rows, long corrupt, Tally tally) implements Serializable {

  SplitCount(Split split, long rows, long corrupt) {
    this(split, rows, corrupt, Tally.NONE);
  }

  /**
   * @param file the file's Hadoop path
   * @param start the first byte
   * @param length in bytes
   */
  record Split(String file, long start, long length) implements Serializable {
    long end() {
      return start + length;
    }
  }
}
