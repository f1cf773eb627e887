package io.tidegate.dataset;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How findings write numbers and lists. */
final class Texts {

  private static final int LINES = 20;

  private Texts() {}

  /** {@code 2,500}. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 row}, {@code 2,500 rows}. */
  static String count(long number, String unit) {
    return String.format(Locale.ROOT, "%,d %s%s", number, unit, number == 1 ? "" : "s");
  }

  /** The two largest units, rounded down: {@code 2d 3h}, {@code 26h}, {@code 5m 10s}. */
  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds >= 2 * 86_400) {
      return two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
    }
    if (seconds >= 3_600) {
      return two(seconds / 3_600, "h", seconds % 3_600 / 60, "m");
    }
    return seconds >= 60 ? two(seconds / 60, "m", seconds % 60, "s") : seconds + "s";
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
  }

  /** One a line; the first twenty and how many more there are. */
  static String lines(List<String> lines) {
    String shown = String.join("\n", lines.subList(0, Math.min(LINES, lines.size())));
    return lines.size() <= LINES ? shown : shown + "\nand " + (lines.size() - LINES) + " more";
  }
}
