package io.tidegate.dataset;

import io.tidegate.problem.TransientException;
import java.io.IOException;
import java.net.URI;
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
   * The same place wherever the ledger is read: with its file system, and absolute.
   *
   * @throws TransientException when the file system cannot be reached
   */
  public static String of(String path, Configuration hadoop) {
    return of(qualified(path, hadoop));
  }

  static Path qualified(String path, Configuration hadoop) {
    try {
      var asked = new Path(path);
      return asked.getFileSystem(hadoop).makeQualified(asked);
    } catch (IOException e) {
      throw new TransientException("reaching " + path + " failed: " + e.getMessage(), e);
    }
  }

  /**
   * Back to what Hadoop and Spark take: {@code file:/a b}; a path without a scheme is left alone.
   */
  public static String path(String uri) {
    return uri.contains(":") ? new Path(URI.create(uri)).toString() : uri;
  }
}
