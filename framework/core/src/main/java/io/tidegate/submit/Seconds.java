package io.tidegate.submit;

import java.time.Duration;

/** Durations as protobuf's JSON has them, which knows no other unit. */
final class Seconds {

  private Seconds() {}

  /** {@code 7200s}, rounded up. */
  static String text(Duration duration) {
    long seconds = duration.toSeconds() + (duration.toNanosPart() == 0 ? 0 : 1);
    return seconds + "s";
  }
}
