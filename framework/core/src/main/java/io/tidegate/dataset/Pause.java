package io.tidegate.dataset;

import io.tidegate.problem.TransientException;
import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
interface Pause {

  void sleep(Duration duration);

  static Pause real() {
    return duration -> {
      try {
        Thread.sleep(duration.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TransientException("interrupted while waiting for files", e);
      }
    };
  }
}
