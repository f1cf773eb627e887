package io.tidegate.eta;

import io.tidegate.config.JobConfig.EtaConfig;
import io.tidegate.config.JobConfig.LandBy;
import io.tidegate.config.LogicalDate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An instant that a run has to be published by.
 *
 * @param check {@code land-by} or {@code max-runtime}
 * @param expected the bound as a person reads it
 */
public record Deadline(String check, Instant at, String expected) {

  /**
   * The deadlines of a run, the earliest first. A local time that a change to summer time skips is
   * moved on by the length of the gap; one that occurs twice means the first (java.time's rules).
   *
   * @param interval the length of the data interval that begins at the logical date
   */
  public static List<Deadline> of(
      EtaConfig config, LogicalDate date, Duration interval, Instant started) {
    Optional<Deadline> landBy = config.landBy().map(time -> landBy(time, date, interval));
    Optional<Deadline> runtime =
        config
            .maxRuntime()
            .map(
                limit ->
                    new Deadline(
                        "max-runtime", started.plus(limit), "a run of at most " + Spans.of(limit)));
    return Stream.concat(landBy.stream(), runtime.stream())
        .sorted(Comparator.comparing(Deadline::at))
        .toList();
  }

  private static Deadline landBy(LandBy time, LogicalDate date, Duration interval) {
    LocalDate day =
        date.instant()
            .plus(interval)
            .atZone(ZoneOffset.UTC)
            .toLocalDate()
            .plusDays(time.dayOffset());
    Instant at = day.atTime(time.time()).atZone(time.zone()).toInstant();
    return new Deadline(
        "land-by", at, "published by %s %s %s".formatted(day, time.time(), time.zone()));
  }
}
