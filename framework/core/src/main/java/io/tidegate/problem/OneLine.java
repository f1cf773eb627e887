package io.tidegate.problem;

import java.util.regex.Pattern;

/**
 * Somebody's text inside a line of ours: a name, a reason or a value of the data must not begin a
 * line of its own, move the terminal's cursor or turn the direction of writing.
 */
public final class OneLine {

  /** Unicode's controls, its two line ends and its marks of direction. */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

  private OneLine() {}

  /** The text with a blank for each run of such characters. */
  public static String of(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }
}
