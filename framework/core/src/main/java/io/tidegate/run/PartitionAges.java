package io.tidegate.run;

import io.tidegate.publish.TablePartition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which partitions are past their time. A partition's time ends with what its value names, a day, a
 * month or a moment, or with the data interval that begins there, whichever is later; in UTC where
 * the value has no zone.
 *
 * @param past by their values
 * @param undated whose values name no time: nobody can tell how old they are
 */
record PartitionAges(List<TablePartition> past, List<TablePartition> undated) {

  /** A moment and the end of what a text names. */
  private record Span(Instant start, Instant end) {}

  /**
   * @param interval of data that a value begins
   */
  static PartitionAges of(
      List<TablePartition> partitions, Duration keep, Duration interval, Instant now) {
    var past = new ArrayList<TablePartition>();
    var undated = new ArrayList<TablePartition>();
    for (TablePartition partition : partitions) {
      Optional<Instant> end = partition.value().flatMap(value -> end(value, interval));
      if (end.isEmpty()) {
        undated.add(partition);
      } else if (!end.get().isAfter(now.minus(keep))) {
        past.add(partition);
      }
    }
    return new PartitionAges(List.copyOf(past), List.copyOf(undated));
  }

  private static Optional<Instant> end(String value, Duration interval) {
    try {
      return span(value.strip().replace(' ', 'T'))
          .map(
              span -> {
                Instant next = span.start().plus(interval);
                return next.isAfter(span.end()) ? next : span.end();
              });
    } catch (DateTimeException | ArithmeticException e) { // Farther away than times can be counted.
      return Optional.empty();
    }
  }

  private static Optional<Span> span(String text) {
    return Stream.<Function<String, Optional<Span>>>of(
            PartitionAges::day, PartitionAges::month, PartitionAges::moment)
        .flatMap(reader -> reader.apply(text).stream())
        .findFirst();
  }

  private static Optional<Span> day(String text) {
    return parsed(text, LocalDate::parse).map(day -> new Span(start(day), start(day.plusDays(1))));
  }

  private static Optional<Span> month(String text) {
    return parsed(text, YearMonth::parse)
        .map(month -> new Span(start(month.atDay(1)), start(month.plusMonths(1).atDay(1))));
  }

  private static Optional<Span> moment(String text) {
    return parsed(text, each -> OffsetDateTime.parse(each).toInstant())
        .or(() -> parsed(text, each -> LocalDateTime.parse(each).toInstant(ZoneOffset.UTC)))
        .map(moment -> new Span(moment, moment));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static <T> Optional<T> parsed(String text, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
