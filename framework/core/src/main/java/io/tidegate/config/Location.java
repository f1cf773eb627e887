package io.tidegate.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a file is.
 *
 * @param root empty for the local file system, {@code classpath:}, or a scheme with its authority
 * @param path from the root, begins with a slash, has no {@code .} and no {@code ..}
 */
record Location(String root, String path) {

  static final String CLASS_PATH = "classpath:";

  /** Two letters at least, so that a drive letter is not taken for a scheme. */
  private static final Pattern WITH_SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+:)(//[^/]*)?(.*)", Pattern.DOTALL);

  /** A URI, or a local path, relative to the working directory. */
  static Location of(String text) {
    return new Location("", normal(System.getProperty("user.dir", "/"))).resolve(text);
  }

  /** A URI, an absolute path on this location's root, or a path below this directory. */
  Location resolve(String text) {
    var match = WITH_SCHEME.matcher(text);
    if (match.matches()) {
      String authority = match.group(2) == null ? "" : match.group(2);
      boolean local = match.group(1).equalsIgnoreCase("file:");
      return new Location(local ? "" : match.group(1) + authority, normal(match.group(3)));
    }
    return new Location(root, normal(text.startsWith("/") ? text : path + "/" + text));
  }

  static boolean isAbsolute(String text) {
    return text.startsWith("/") || WITH_SCHEME.matcher(text).matches();
  }

  /** The directory that holds this; the root's own is the root. */
  Location directory() {
    return new Location(root, path.substring(0, Math.max(path.lastIndexOf('/'), 0)));
  }

  /** This directory and those above it, up to the root. */
  List<Location> upwards() {
    var found = new ArrayList<Location>();
    for (var at = this; !at.path.isEmpty() && !at.path.equals("/"); at = at.directory()) {
      found.add(at);
    }
    found.add(new Location(root, ""));
    return found;
  }

  /** For {@link ConfSource#read}. */
  String text() {
    return root.equals(CLASS_PATH) ? root + path.replaceFirst("^/", "") : root + path;
  }

  /** For people: a local path is relative to the working directory where it lies below it. */
  String display() {
    String here = System.getProperty("user.dir", "/") + "/";
    return root.isEmpty() && path.startsWith(here) ? path.substring(here.length()) : text();
  }

  private static String normal(String path) {
    var parts = new ArrayDeque<String>();
    for (String part : path.split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return "/" + String.join("/", parts);
  }
}
