package io.tidegate.jdbc;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.jspecify.annotations.Nullable;

/** COPY's text by way of the objects that Spark shows to users: slow, and easy to read. */
final class TextOfRows {

  private TextOfRows() {}

  static String of(Row row) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> value(row, i))
        .collect(Collectors.joining("\t", "", "\n"));
  }

  private static String value(Row row, int column) {
    Object value = row.get(column);
    if (value == null) {
      return "\\N";
    }
    boolean isArray = value instanceof scala.collection.Seq;
    return escaped(isArray ? array(row.getList(column)) : text(value));
  }

  private static String array(List<?> elements) {
    return elements.stream().map(TextOfRows::element).collect(Collectors.joining(",", "{", "}"));
  }

  private static String element(@Nullable Object element) {
    return element == null
        ? "NULL"
        : '"' + text(element).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return "\\x" + HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Date || value instanceof LocalDate) {
      LocalDate day = day(value);
      return year(day.getYear(), format("-%02d-%02d", day.getMonthValue(), day.getDayOfMonth()));
    }
    if (value instanceof LocalDateTime time) {
      return time(time, "");
    }
    return value instanceof Timestamp || value instanceof Instant
        ? time(utc(value), "+00")
        : value.toString();
  }

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
        format(
            "-%02d-%02d %02d:%02d:%02d.%06d%s",
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond(),
            time.getNano() / 1000,
            zone));
  }

  private static String year(int year, String rest) {
    return year > 0 ? format("%04d%s", year, rest) : format("%04d%s BC", 1 - year, rest);
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
