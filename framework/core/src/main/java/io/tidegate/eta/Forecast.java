package io.tidegate.eta;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a run will take, from those that were published.
 *
 * @param runs how many it rests on
 */
public record Forecast(Duration median, Duration p90, int runs) {

  /** With fewer runs than this there is no forecast. */
  public static final int LEAST_RUNS = 3;

  public static Optional<Forecast> of(List<Duration> past) {
    if (past.size() < LEAST_RUNS) {
      return Optional.empty();
    }
    List<Duration> sorted = past.stream().sorted().toList();
    return Optional.of(new Forecast(rank(sorted, 0.5), rank(sorted, 0.9), sorted.size()));
  }

  /** The nearest rank: the least value that is not below the share of all. */
  private static Duration rank(List<Duration> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
