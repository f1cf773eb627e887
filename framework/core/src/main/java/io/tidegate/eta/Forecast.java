package io.tidegate.eta;

import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long a run takes, from runs that were published or released.
 *
 * @param median of their durations; of an even number the mean of the middle two
 * @param p90 the duration that nine of ten did not exceed (nearest rank)
 * @param runs how many there were
 */
public record Forecast(Duration median, Duration p90, int runs) {

  /** With fewer runs there is no forecast. */
  public static final int LEAST_RUNS = 3;

  /** So many runs say enough, and the programs of older ones are not today's. */
  private static final int WINDOW = 20;

  /** Empty for fewer than {@link #LEAST_RUNS} durations. */
  public static Optional<Forecast> of(List<Duration> durations) {
    if (durations.size() < LEAST_RUNS) {
      return Optional.empty();
    }
    var sorted = durations.stream().sorted().toList();
    int size = sorted.size();
    var median = sorted.get((size - 1) / 2).plus(sorted.get(size / 2)).dividedBy(2);
    int rank = (size * 9 + 9) / 10;
    return Optional.of(new Forecast(median, sorted.get(rank - 1), size));
  }

  /** From the last runs for logical dates before the given one. */
  public static Optional<Forecast> load(Ledger ledger, String job, LogicalDate before) {
    var runs = ledger.lastPublished(job, WINDOW, before).records();
    return of(runs.stream().map(RunRecord::duration).toList());
  }

  public Instant landing(Instant started) {
    return started.plus(median);
  }

  /** {@code median 12m 30s, p90 20m of 9 runs}. */
  @Override
  public String toString() {
    return "median " + Time.show(median) + ", p90 " + Time.show(p90) + " of " + runs + " runs";
  }
}
