package io.tidegate.dataset;

import io.tidegate.check.Finding;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;

/**
 * The files that a run reads, of those that are there.
 *
 * @param readBefore how many are left out because an earlier run has read them
 * @param checksums by Hadoop path, where they were asked for
 * @param findings on the choice
 */
record TakenFiles(
    List<FileStatus> files, int readBefore, Map<String, String> checksums, List<Finding> findings) {

  static TakenFiles all(FileListing listing) {
    return new TakenFiles(listing.files(), 0, Map.of(), List.of());
  }

  /** What was found, in words. */
  String found() {
    String there = files.isEmpty() ? "no files" : Texts.count(files.size(), "file");
    return readBefore == 0
        ? there
        : (files.isEmpty() ? "no new files" : Texts.count(files.size(), "new file"))
            + ", "
            + Texts.number(readBefore)
            + " read before";
  }
}
