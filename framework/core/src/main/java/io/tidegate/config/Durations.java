package io.tidegate.config;

import java.time.Duration;

/** Durations as a conf writes them. */
public final class Durations {

  private Durations() {}

  /** In the largest unit that leaves no rest: {@code 400d}. */
  public static String shown(Duration duration) {
    return Units.shown(duration);
  }
}
