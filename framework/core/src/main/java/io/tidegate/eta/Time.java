package io.tidegate.eta;

import java.time.Duration;
import java.util.ArrayList;

/** Durations as a person reads them. */
final class Time {

  private Time() {}

  /** {@code 1d 2h 5m 30s} without the parts that are 0, to the second; {@code 340ms} below one. */
  static String show(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return duration.toMillis() + "ms";
    }
    var parts = new ArrayList<String>();
    var rounded = duration.plusMillis(500);
    add(parts, rounded.toDaysPart(), "d");
    add(parts, rounded.toHoursPart(), "h");
    add(parts, rounded.toMinutesPart(), "m");
    add(parts, rounded.toSecondsPart(), "s");
    return String.join(" ", parts);
  }

  private static void add(ArrayList<String> parts, long amount, String unit) {
    if (amount > 0) {
      parts.add(amount + unit);
    }
  }
}
