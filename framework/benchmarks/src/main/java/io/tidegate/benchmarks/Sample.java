package io.tidegate.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * The times of one variant, at least one.
 *
 * @param rounds in the order in which they were taken
 */
record Sample(String variant, List<Duration> rounds) {

  Duration min() {
    return rounds.stream().min(Duration::compareTo).orElseThrow();
  }

  Duration max() {
    return rounds.stream().max(Duration::compareTo).orElseThrow();
  }

  /** Of an even number of rounds, the mean of the two in the middle. */
  Duration median() {
    List<Duration> sorted = rounds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
  }

  /** How many times as long as the other, by their medians. */
  double ratioTo(Sample other) {
    return (double) median().toNanos() / other.median().toNanos();
  }
}
