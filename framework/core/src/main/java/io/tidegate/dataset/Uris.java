package io.tidegate.dataset;

import org.apache.hadoop.fs.Path;

/** One way to write a path as a URI: {@code file:/a%20b}, whatever Hadoop made of it on the way. */
final class Uris {

  private Uris() {}

  static String of(Path path) {
    // A qualified local path has an empty authority and would be file:///a; its text has none.
    return new Path(path.toString()).toUri().toString();
  }
}
