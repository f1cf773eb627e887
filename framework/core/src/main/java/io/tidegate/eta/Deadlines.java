package io.tidegate.eta;

import io.tidegate.config.JobConfig.EtaConfig;
import io.tidegate.config.JobConfig.LandBy;
import io.tidegate.config.LogicalDate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a run must have ended.
 *
 * <p>A run that starts a whole interval or more after its {@code land-by} is a backfill: the next
 * interval's data was due by then too. Its {@code land-by} does not apply. A run that starts after
 * its {@code land-by}, but sooner, is late.
 *
 * @param landBy as configured, for a backfill too
 */
public record Deadlines(
    Instant started, Optional<Deadline> landBy, Optional<Deadline> maxRuntime, boolean backfill) {

  private static final ZoneId UTC = ZoneId.of("UTC");

  /**
   * @param interval the length of the data interval
   */
  public static Deadlines of(
      EtaConfig config, LogicalDate date, Duration interval, Instant started) {
    ZoneId zone = config.landBy().map(LandBy::zone).orElse(UTC);
    var landBy = config.landBy().map(time -> Deadline.landBy(time, date, interval));
    var maxRuntime = config.maxRuntime().map(time -> Deadline.maxRuntime(time, started, zone));
    boolean backfill =
        landBy.map(deadline -> !started.isBefore(deadline.at().plus(interval))).orElse(false);
    return new Deadlines(started, landBy, maxRuntime, backfill);
  }

  /** Those that apply, the earlier first. */
  public List<Deadline> applicable() {
    return Stream.concat(landBy.filter(deadline -> !backfill).stream(), maxRuntime.stream())
        .sorted(Comparator.comparing(Deadline::at))
        .toList();
  }

  /** The earlier of those that apply. */
  public Optional<Deadline> effective() {
    return applicable().stream().findFirst();
  }
}
