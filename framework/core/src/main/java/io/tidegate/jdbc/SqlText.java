package io.tidegate.jdbc;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;

/** Spark's values as SQL writes them, without quotes: exact, and the same in any time zone. */
final class SqlText {

  private SqlText() {}

  /** Of any value but null, arrays, maps and structs. */
  static String of(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Date || value instanceof LocalDate) {
      LocalDate day = day(value);
      return year(day.getYear(), "-%02d-%02d".formatted(day.getMonthValue(), day.getDayOfMonth()));
    }
    if (value instanceof LocalDateTime time) {
      return time(time, "");
    }
    return value instanceof Timestamp || value instanceof Instant
        ? time(utc(value), "+00")
        : value.toString();
  }

  /** Of dates before 1582 the calendars differ: Spark knows which one it had in mind. */
  private static LocalDate day(Object value) {
    return value instanceof Date date
        ? LocalDate.ofEpochDay(DateTimeUtils.fromJavaDate(date))
        : (LocalDate) value;
  }

  private static LocalDateTime utc(Object value) {
    Instant instant =
        value instanceof Timestamp timestamp
            ? DateTimeUtils.microsToInstant(DateTimeUtils.fromJavaTimestamp(timestamp))
            : (Instant) value;
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static String time(LocalDateTime time, String zone) {
    return year(
        time.getYear(),
        "-%02d-%02d %02d:%02d:%02d.%06d%s"
            .formatted(
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond(),
                time.getNano() / 1000,
                zone));
  }

  private static String year(int year, String rest) {
    return year > 0 ? "%04d%s".formatted(year, rest) : "%04d%s BC".formatted(1 - year, rest);
  }
}
