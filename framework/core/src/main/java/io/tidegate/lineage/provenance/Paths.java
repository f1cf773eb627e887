package io.tidegate.lineage.provenance;

import java.util.Locale;

/** One text for one place, however it was written. */
final class Paths {

  private Paths() {}

  /**
   * Without a slash at the end; a local path with {@code file:} and one slash; Hadoop's other names
   * of S3 as {@code s3}.
   */
  static String plain(String path) {
    String text =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (text.startsWith("/")) {
      return "file:" + text;
    }
    if (text.startsWith("file:/") && !text.startsWith("file://")) {
      return text;
    }
    int scheme = text.indexOf(':');
    String name = scheme < 0 ? "" : text.substring(0, scheme).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "file" -> "file:" + text.substring(scheme + 1).replaceFirst("^/+", "/");
      case "s3a", "s3n" -> "s3" + text.substring(scheme);
      default -> text;
    };
  }
}
