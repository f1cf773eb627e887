package io.tidegate.eta;

import io.tidegate.config.JobConfig.LandBy;
import io.tidegate.config.LogicalDate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time by which a run must have ended.
 *
 * @param kind what the configuration says: a time of day, or a longest runtime
 * @param zone in which the time is shown
 */
public record Deadline(Kind kind, Instant at, ZoneId zone) {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  public enum Kind {
    LAND_BY("land-by"),
    MAX_RUNTIME("max-runtime");

    private final String check;

    Kind(String check) {
      this.check = check;
    }

    /** The check's name in a finding, and the key in the conf. */
    public String check() {
      return check;
    }
  }

  /**
   * The local time, on the UTC day on which the data interval ends, moved by the offset. A time
   * that a change to summer time leaves out is as much later as the clock was moved; of one that
   * comes twice the earlier is meant.
   */
  static Deadline landBy(LandBy landBy, LogicalDate date, Duration interval) {
    var end = date.instant().plus(interval).atZone(ZoneOffset.UTC).toLocalDate();
    var time = end.plusDays(landBy.dayOffset()).atTime(landBy.time()).atZone(landBy.zone());
    return new Deadline(Kind.LAND_BY, time.toInstant(), landBy.zone());
  }

  static Deadline maxRuntime(Duration longest, Instant started, ZoneId zone) {
    return new Deadline(Kind.MAX_RUNTIME, started.plus(longest), zone);
  }

  /** {@code 2020-03-23 06:00 America/New_York}; seconds only where there are any. */
  String show(Instant instant) {
    var time = instant.atZone(zone);
    return (time.getSecond() == 0 ? MINUTE : SECOND).format(time) + " " + zone.getId();
  }

  @Override
  public String toString() {
    return "by " + show(at) + " (" + kind.check + ")";
  }
}
