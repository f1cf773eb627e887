package io.tidegate.dataset;

import io.tidegate.problem.TransientException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The data files under a path, as they were at one moment.
 *
 * @param root the directory below which directories named {@code key=value} are columns: the path
 *     itself, a file's parent, or the part of a glob before its first special character
 * @param files sorted by path, empty when there are none
 */
record FileListing(Path root, List<FileStatus> files) {

  /**
   * Lists a file, a directory with everything below it, or a glob of either. Names that begin with
   * {@code .} or {@code _} are left out at every level, as Spark does.
   *
   * @throws TransientException when the file system does not answer
   */
  static FileListing of(String path, Configuration hadoop) {
    try {
      var asked = new Path(path);
      FileSystem fs = asked.getFileSystem(hadoop);
      return list(fs, fs.makeQualified(asked));
    } catch (IOException e) {
      throw new TransientException("listing " + path + " failed: " + e.getMessage(), e);
    }
  }

  private static FileListing list(FileSystem fs, Path path) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    Path root = path;
    try {
      // A path that exists is meant as it is, whatever special characters are in it.
      var status = fs.getFileStatus(path);
      root = status.isDirectory() ? path : parent(path);
      collect(fs, status, found);
    } catch (FileNotFoundException e) {
      root = fixedPart(path);
      var matches = fs.globStatus(path);
      for (var match : matches == null ? new FileStatus[0] : matches) {
        collect(fs, match, found);
      }
    }
    found.sort(Comparator.comparing(status -> status.getPath().toString()));
    return new FileListing(root, List.copyOf(found));
  }

  private static void collect(FileSystem fs, FileStatus status, List<FileStatus> found)
      throws IOException {
    if (hidden(status.getPath().getName())) {
      return;
    }
    if (status.isFile()) {
      found.add(status);
      return;
    }
    for (var child : fs.listStatus(status.getPath())) {
      collect(fs, child, found);
    }
  }

  private static boolean hidden(String name) {
    return name.startsWith(".")
        || (name.startsWith("_") && !name.contains("="))
        || name.endsWith("._COPYING_");
  }

  private static Path fixedPart(Path glob) {
    Path fixed = glob;
    for (Path at = glob; at != null; at = at.getParent()) {
      if (at.getName().matches(".*[*?\\[{].*")) {
        fixed = parent(at);
      }
    }
    return fixed;
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  long bytes() {
    return files.stream().mapToLong(FileStatus::getLen).sum();
  }

  /** When the newest file was written; the epoch when there is none. */
  Instant modified() {
    return files.stream()
        .map(file -> Instant.ofEpochMilli(file.getModificationTime()))
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
