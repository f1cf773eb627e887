package io.tidegate.config;

import io.tidegate.problem.Closest;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** A local time of day with its zone. */
record TimeOfDay(LocalTime time, ZoneId zone) {

  static final ScalarType<TimeOfDay> TYPE =
      new ScalarType<>(
          "time with zone",
          "a time of day and a time zone, as in \"06:00 America/New_York\"",
          TimeOfDay::parse,
          TimeOfDay::toString);

  private static final Pattern PARTS =
      Pattern.compile("(\\d{1,2}:\\d{2}(?::\\d{2})?)(?:\\s*(\\S+))?");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm[:ss]");

  static TimeOfDay parse(String text) throws BadValue {
    var match = PARTS.matcher(text);
    if (!match.matches()) {
      throw new BadValue("'" + Shown.text(text) + "' is not a time of day", "write " + TYPE.help());
    }
    if (match.group(2) == null) {
      throw new BadValue(
          "'" + text + "' has no time zone",
          "write \"" + text + " America/New_York\" or \"" + text + " UTC\"");
    }
    return new TimeOfDay(time(match.group(1)), zone(match.group(2)));
  }

  private static LocalTime time(String text) throws BadValue {
    try {
      return LocalTime.parse(text, CLOCK);
    } catch (DateTimeParseException e) {
      throw new BadValue("'" + text + "' is not a time of day", "write 00:00 to 23:59");
    }
  }

  private static ZoneId zone(String text) throws BadValue {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      String hint =
          Closest.hint(
              text, ZoneId.getAvailableZoneIds(), "write one like America/New_York or UTC");
      throw new BadValue("'" + Shown.text(text) + "' is not a time zone", hint);
    }
  }

  @Override
  public String toString() {
    return time + " " + zone;
  }
}
