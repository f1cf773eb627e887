package io.tidegate.config;

/** A user's text inside a message: on one line and not too long. */
final class Shown {

  private static final int LONGEST = 60;

  private Shown() {}

  static String text(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
