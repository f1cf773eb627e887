package io.tidegate.dataset;

import io.tidegate.config.DatabaseConfig;
import io.tidegate.problem.TransientException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** One way to write a path as a URI: {@code file:/a%20b}, whatever Hadoop made of it on the way. */
public final class Uris {

  private Uris() {}

  static String of(Path path) {
    // A qualified local path has an empty authority and would be file:///a; its text has none.
    return new Path(path.toString()).toUri().toString();
  }

  /**
   * The path with the scheme and the authority of its file system, however little of them it says;
   * of a table of a database, its location as it is.
   *
   * @throws TransientException when the file system cannot be reached
   */
  public static String qualified(String path, Configuration hadoop) {
    return DatabaseConfig.isLocation(path) ? path : of(qualifiedPath(path, hadoop));
  }

  /** As {@link #qualified}, for Hadoop. */
  static Path qualifiedPath(String path, Configuration hadoop) {
    try {
      var asked = new Path(path);
      return asked.getFileSystem(hadoop).makeQualified(asked);
    } catch (IOException e) {
      throw new TransientException("reaching " + path + " failed: " + e.getMessage(), e);
    }
  }
}
