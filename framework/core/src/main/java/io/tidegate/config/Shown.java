package io.tidegate.config;

import io.tidegate.problem.OneLine;

/** A user's text inside a message. */
final class Shown {

  private static final int LONGEST = 1_000;

  private Shown() {}

  /** On one line. */
  static String text(String text) {
    return OneLine.of(text);
  }

  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
