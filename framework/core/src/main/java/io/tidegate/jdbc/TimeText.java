package io.tidegate.jdbc;

import java.time.LocalDate;

/** Dates and times as SQL writes them: exact, and the same in any time zone. */
final class TimeText {

  private static final long SECOND = 1_000_000;
  private static final long DAY = 24 * 60 * 60 * SECOND;

  private TimeText() {}

  /**
   * @param day since 1970-01-01, in the calendar of today
   */
  static void date(long day, TextBuffer out) {
    LocalDate date = LocalDate.ofEpochDay(day);
    day(date, out);
    era(date, out);
  }

  /**
   * @param micros since 1970-01-01 00:00
   * @param zone what is written behind
   */
  static void time(long micros, String zone, TextBuffer out) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(micros, DAY));
    long ofDay = Math.floorMod(micros, DAY);
    long seconds = ofDay / SECOND;
    day(date, out);
    out.add(' ');
    out.digits(seconds / 3600, 2);
    out.add(':');
    out.digits(seconds / 60 % 60, 2);
    out.add(':');
    out.digits(seconds % 60, 2);
    out.add('.');
    out.digits(ofDay % SECOND, 6);
    out.add(zone);
    era(date, out);
  }

  /** There is no year 0: it is the year 1 before the era. */
  private static void day(LocalDate date, TextBuffer out) {
    out.digits(date.getYear() > 0 ? date.getYear() : 1 - date.getYear(), 4);
    out.add('-');
    out.digits(date.getMonthValue(), 2);
    out.add('-');
    out.digits(date.getDayOfMonth(), 2);
  }

  private static void era(LocalDate date, TextBuffer out) {
    if (date.getYear() <= 0) {
      out.add(" BC");
    }
  }
}
