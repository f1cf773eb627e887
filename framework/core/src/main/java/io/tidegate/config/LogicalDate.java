package io.tidegate.config;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * The date that a run stands for: the start of its data interval, in UTC. A daily run's is a
 * midnight and is written {@code 2020-03-22}; any other is written {@code 2020-03-22T05:00Z}. Years
 * have four digits: file names and folders are made of dates and must sort as they do.
 */
public record LogicalDate(Instant instant) implements Comparable<LogicalDate> {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  /**
   * @throws IllegalArgumentException for a time before the year 1 or after 9999
   */
  public LogicalDate {
    if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
      throw new IllegalArgumentException(
          "'" + instant + "' is not a logical date: the years are 0001 to 9999");
    }
  }

  /**
   * @param text {@code 2020-03-22} or an ISO time stamp with a zone, {@code 2020-03-22T05:00Z}
   * @throws IllegalArgumentException with a message for the user, when it is neither
   */
  public static LogicalDate parse(String text) {
    try {
      return text.length() == 10
          ? of(LocalDate.parse(text))
          : new LogicalDate(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'"
              + Shown.cut(Shown.text(text))
              + "' is not a logical date: write 2020-03-22 or 2020-03-22T05:00Z",
          e);
    }
  }

  public static LogicalDate of(LocalDate day) {
    return new LogicalDate(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** The UTC day. */
  public LocalDate day() {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** The day of the week in UTC. */
  public DayOfWeek dayOfWeek() {
    return day().getDayOfWeek();
  }

  @Override
  public int compareTo(LogicalDate other) {
    return instant.compareTo(other.instant);
  }

  /** The text that {@link #parse} reads back. */
  @Override
  public String toString() {
    var time = instant.atOffset(ZoneOffset.UTC);
    return of(day()).instant.equals(instant) ? day().toString() : time.toString();
  }
}
