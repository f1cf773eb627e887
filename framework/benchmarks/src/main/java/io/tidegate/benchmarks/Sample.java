package io.tidegate.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
    return cpu().isEmpty() ? Optional.empty() : Optional.of(median(cpu()));
  }

  private List<Duration> cpu() {
    return rounds.stream().flatMap(round -> round.cpu().stream()).toList();
  }

  static Duration median(List<Duration> times) {
    return Duration.ofNanos((long) median(times.stream().mapToDouble(Duration::toNanos).toArray()));
  }

  /** Of an even number, the mean of the two in the middle. */
  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * How many times as long as the other: the median over the rounds, each compared with the same
   * round of the other, so that a machine whose speed drifts slows both sides.
   */
  Spread ratioTo(Sample other) {
    return Spread.of(times(), other.times());
  }

  /** How many times as much CPU time as the other, as {@link #ratioTo}. */
  Optional<Spread> cpuRatioTo(Sample other) {
    // The JVM counts in steps of ten milliseconds: less than a step is 0.
    return cpu().isEmpty() || other.cpu().isEmpty() || other.cpu().contains(Duration.ZERO)
        ? Optional.empty()
        : Optional.of(Spread.of(cpu(), other.cpu()));
  }

  /** Of the ratios of all rounds. */
  record Spread(double median, double min, double max) {

    private static Spread of(List<Duration> own, List<Duration> others) {
      double[] ratios =
          IntStream.range(0, own.size())
              .mapToDouble(i -> (double) own.get(i).toNanos() / others.get(i).toNanos())
              .toArray();
      var all = Arrays.stream(ratios).summaryStatistics();
      return new Spread(Sample.median(ratios), all.getMin(), all.getMax());
    }
  }

  private List<Duration> times() {
    return rounds.stream().map(Round::time).toList();
  }
}
