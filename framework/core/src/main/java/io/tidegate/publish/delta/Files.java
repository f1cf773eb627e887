package io.tidegate.publish.delta;

import io.tidegate.problem.TransientException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Removes data files of a table, and the directories that this leaves empty. */
final class Files {

  private Files() {}

  static FileSystem fileSystem(Path path, Configuration conf) {
    try {
      return path.getFileSystem(conf);
    } catch (IOException e) {
      throw new TransientException("could not open the file system of " + path, e);
    }
  }

  /** Removes the files; those that are gone already are left out of account. */
  static void remove(FileSystem fs, Path table, Collection<Path> files) {
    Set<Path> directories = new HashSet<>();
    for (Path file : files) {
      try {
        fs.delete(file, false);
      } catch (IOException e) {
        throw new TransientException("could not remove the staged file " + file, e);
      }
      directories.add(file.getParent());
    }
    directories.forEach(directory -> removeEmpty(fs, table, directory));
  }

  /**
   * Removes a directory if it is empty, and then the ones above it up to the table's own, which
   * stays. Another writer that needs one of them makes it again when it creates its file.
   */
  private static void removeEmpty(FileSystem fs, Path table, Path directory) {
    String root = fs.makeQualified(table).toString();
    Path current = fs.makeQualified(directory);
    while (current != null && current.toString().startsWith(root + "/") && drop(fs, current)) {
      current = current.getParent();
    }
  }

  /** Whether an empty directory is gone; never removes one that has something in it. */
  static boolean drop(FileSystem fs, Path directory) {
    try {
      return fs.listStatus(directory).length == 0 && fs.delete(directory, false);
    } catch (FileNotFoundException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The files of the list that do not exist. */
  static List<Path> missing(FileSystem fs, Collection<Path> files) {
    return files.parallelStream().filter(file -> !exists(fs, file)).toList();
  }

  private static boolean exists(FileSystem fs, Path file) {
    try {
      return fs.exists(file);
    } catch (IOException e) {
      throw new TransientException("could not look for the staged file " + file, e);
    }
  }
}
