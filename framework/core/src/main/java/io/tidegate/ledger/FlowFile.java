package io.tidegate.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tidegate.config.LogicalDate;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Many flows of one job in one file: a line that says what the job reads and writes at all, so that
 * most files need not be read further, and a line for each run. What runs have in common stands
 * once, in the first line; the others refer to it by number.
 */
final class FlowFile {

  /** Goes up when a reader of the number before would misunderstand a file. */
  private static final int FORMAT = 3;

  private static final ObjectReader HEAD = reader(Head.class);
  private static final ObjectReader LINES = reader(Line.class);

  private final Head head;
  private final String text;

  private FlowFile(Head head, String text) {
    this.head = head;
    this.text = text;
  }

  /**
   * @param reads without their versions; {@code writes} too
   */
  private record Head(
      int format,
      String job,
      List<By> by,
      List<Flow.Read> reads,
      List<Flow.Write> writes,
      Set<String> read,
      Map<String, String> made) {}

  private record By(String owner, String program) {}

  /**
   * @param second of the logical date, in UTC; {@code nano} within it
   * @param at in milliseconds
   * @param by the number of a {@link By}
   * @param reads the number of each read and, behind it, its version, or -1; {@code writes} too
   */
  @JsonFormat(shape = Shape.ARRAY)
  private record Line(
      String run, long second, int nano, long at, int by, long[] reads, long[] writes) {}

  /**
   * @throws IllegalArgumentException when the text is none of this version's
   */
  static FlowFile parse(String text) {
    try {
      Head head = HEAD.readValue(text);
      if (head.format() == FORMAT) {
        return new FlowFile(head, text);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("damaged", e);
    }
    throw new IllegalArgumentException("another format");
  }

  /** Of values that others may stand behind. */
  private static ObjectReader reader(Class<?> type) {
    return LedgerJson.mapper()
        .readerFor(type)
        .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** The paths that any of the runs read. */
  Set<String> read() {
    return head.read();
  }

  /** The names of the datasets that any of the runs wrote, by their paths. */
  Map<String, String> made() {
    return head.made();
  }

  /** What is in the file, if there is one, and what came later. */
  static List<Flow> join(Optional<FlowFile> file, List<Flow> later) {
    var all = new ArrayList<>(file.map(FlowFile::flows).orElse(List.of()));
    all.addAll(later);
    return all;
  }

  /**
   * Oldest run first.
   *
   * @throws IllegalArgumentException when a line is damaged
   */
  List<Flow> flows() {
    try (JsonParser parser = LINES.createParser(text)) {
      parser.nextToken();
      parser.skipChildren();
      var flows = new ArrayList<Flow>();
      while (parser.nextToken() != null) {
        flows.add(flow(LINES.readValue(parser)));
      }
      return flows;
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("damaged", e);
    }
  }

  private Flow flow(Line line) {
    By by = head.by().get(line.by());
    return new Flow(
        line.run(),
        head.job(),
        by.owner(),
        new LogicalDate(Instant.ofEpochSecond(line.second(), line.nano())),
        by.program(),
        Instant.ofEpochMilli(line.at()),
        pairs(line.reads(), head.reads(), Flow.Read::at),
        pairs(line.writes(), head.writes(), Flow.Write::at));
  }

  private static <T> List<T> pairs(long[] numbers, List<T> all, BiFunction<T, OptionalLong, T> at) {
    var versions = new ArrayList<T>(numbers.length / 2);
    for (int i = 0; i < numbers.length; i += 2) {
      versions.add(at.apply(all.get(Math.toIntExact(numbers[i])), version(numbers[i + 1])));
    }
    return versions;
  }

  private static OptionalLong version(long number) {
    return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /**
   * @param flows oldest run first
   */
  static String write(String job, List<Flow> flows) {
    var by = new Numbered<By>();
    var reads = new Numbered<Flow.Read>();
    var writes = new Numbered<Flow.Write>();
    var lines = new StringBuilder();
    for (Flow flow : flows) {
      Instant date = flow.logicalDate().instant();
      var line =
          new Line(
              flow.runId(),
              date.getEpochSecond(),
              date.getNano(),
              flow.at().toEpochMilli(),
              by.number(new By(flow.owner(), flow.program())),
              reads.pairs(flow.reads(), Flow.Read::at, Flow.Read::version),
              writes.pairs(flow.writes(), Flow.Write::at, Flow.Write::version));
      lines.append(LedgerJson.write(line)).append('\n');
    }
    var head =
        new Head(FORMAT, job, by.all(), reads.all(), writes.all(), read(flows), Flow.made(flows));
    return LedgerJson.write(head) + "\n" + lines;
  }

  private static Set<String> read(List<Flow> flows) {
    return flows.stream()
        .flatMap(flow -> flow.reads().stream())
        .map(Flow.Read::path)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Numbers what is told apart, in the order in which it comes. */
  private static final class Numbered<T> {

    private final Map<T, Integer> numbers = new LinkedHashMap<>();

    List<T> all() {
      return List.copyOf(numbers.keySet());
    }

    int number(T value) {
      return numbers.computeIfAbsent(value, unused -> numbers.size());
    }

    long[] pairs(
        List<T> values, BiFunction<T, OptionalLong, T> at, Function<T, OptionalLong> version) {
      return values.stream()
          .flatMapToLong(
              value ->
                  LongStream.of(
                      number(at.apply(value, OptionalLong.empty())),
                      version.apply(value).orElse(-1)))
          .toArray();
    }
  }
}
