package io.tidegate.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The times of one variant, at least one.
 *
 * @param rounds in the order in which they were taken
 */
record Sample(String variant, List<Round> rounds) {

  /**
   * @param cpu what all threads of this JVM used meanwhile, its compiler and collector too; empty
   *     when the work was another process's
   */
  record Round(Duration time, Optional<Duration> cpu) {}

  Duration min() {
    return times().stream().min(Duration::compareTo).orElseThrow();
  }

  Duration max() {
    return times().stream().max(Duration::compareTo).orElseThrow();
  }

  Duration median() {
    return median(times());
  }

  Optional<Duration> medianCpu() {
    List<Duration> cpu = rounds.stream().flatMap(round -> round.cpu().stream()).toList();
    return cpu.isEmpty() ? Optional.empty() : Optional.of(median(cpu));
  }

  /** Of an even number, the mean of the two in the middle. */
  static Duration median(List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
  }

  /** How many times as long as the other, by their medians. */
  double ratioTo(Sample other) {
    return ratio(median(), other.median());
  }

  /** How many times as much CPU time as the other, by their medians. */
  Optional<Double> cpuRatioTo(Sample other) {
    return medianCpu().flatMap(own -> other.medianCpu().map(its -> ratio(own, its)));
  }

  private static double ratio(Duration a, Duration b) {
    return (double) a.toNanos() / b.toNanos();
  }

  private List<Duration> times() {
    return rounds.stream().map(Round::time).toList();
  }
}
