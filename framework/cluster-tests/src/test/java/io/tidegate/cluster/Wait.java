package io.tidegate.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Waiting for what another process does. */
final class Wait {

  /** Long: a machine that has much to do is slow and not broken. */
  static final Duration LONGEST = Duration.ofSeconds(180);

  private static final int PAUSE_MILLIS = 100;

  private Wait() {}

  /** The value, once there is one. */
  static <T> T until(String what, Callable<Optional<T>> value) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      Optional<T> there = value.call();
      if (there.isPresent()) {
        return there.get();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("after " + LONGEST.toSeconds() + " s: not " + what);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
