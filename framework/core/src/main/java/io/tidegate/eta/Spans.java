package io.tidegate.eta;

import java.time.Duration;
import java.util.Locale;

/** Durations as a person reads them, to two units: {@code 1 h 5 min}, {@code 42 s}. */
final class Spans {

  private Spans() {}

  static String of(Duration span) {
    if (span.toDays() > 0) {
      return two(span.toDays(), "d", span.toHoursPart(), "h");
    }
    if (span.toHours() > 0) {
      return two(span.toHours(), "h", span.toMinutesPart(), "min");
    }
    if (span.toMinutes() > 0) {
      return two(span.toMinutes(), "min", span.toSecondsPart(), "s");
    }
    return span.toMillis() % 1000 == 0
        ? span.toSeconds() + " s"
        : String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
