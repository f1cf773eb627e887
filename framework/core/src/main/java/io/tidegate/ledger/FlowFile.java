package io.tidegate.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.WriteMode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Many flows of one job in one file: a line that says what the job reads and writes at all, so that
 * most files need not be read further, and a line for each run. Texts stand once, in the first
 * line; the others refer to them by number.
 */
final class FlowFile {

  /** Goes up when a reader of the number before would misunderstand a file. */
  private static final int FORMAT = 1;

  private static final ObjectReader LINES =
      LedgerJson.mapper()
          .readerFor(Line.class)
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Head head;
  private final String lines;

  private FlowFile(Head head, String lines) {
    this.head = head;
    this.lines = lines;
  }

  private record Head(
      int format, String job, List<String> texts, Set<String> read, Map<String, String> made) {}

  @JsonFormat(shape = Shape.ARRAY)
  private record Line(
      String run, String date, long at, int owner, int program, long[][] reads, long[][] writes) {}

  /**
   * @throws IllegalArgumentException when the text is none of this version's
   */
  static FlowFile parse(String text) {
    int end = text.indexOf('\n');
    try {
      Head head = LedgerJson.read(end < 0 ? text : text.substring(0, end), Head.class);
      if (head.format() == FORMAT) {
        return new FlowFile(head, text.substring(end + 1));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("damaged", e);
    }
    throw new IllegalArgumentException("another format");
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
    try (JsonParser parser = LINES.createParser(lines)) {
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
    return new Flow(
        line.run(),
        head.job(),
        text(line.owner()),
        LogicalDate.parse(line.date()),
        text(line.program()),
        Instant.ofEpochMilli(line.at()),
        Arrays.stream(line.reads()).map(this::read).toList(),
        Arrays.stream(line.writes()).map(this::write).toList());
  }

  private Flow.Read read(long[] fields) {
    return new Flow.Read(text(fields[0]), text(fields[1]), version(fields[2]));
  }

  private Flow.Write write(long[] fields) {
    return new Flow.Write(
        text(fields[0]),
        text(fields[1]),
        text(fields[2]),
        version(fields[3]),
        optional(fields[4]).map(WriteMode::valueOf),
        optional(fields[5]));
  }

  private String text(long number) {
    return head.texts().get(Math.toIntExact(number));
  }

  private Optional<String> optional(long number) {
    return number < 0 ? Optional.empty() : Optional.of(text(number));
  }

  private static OptionalLong version(long number) {
    return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /**
   * @param flows oldest run first
   */
  static String write(String job, List<Flow> flows) {
    var texts = new Texts();
    List<String> lines = flows.stream().map(flow -> LedgerJson.write(texts.line(flow))).toList();
    var head =
        new Head(
            FORMAT,
            job,
            texts.all(),
            flows.stream()
                .flatMap(flow -> flow.reads().stream())
                .map(Flow.Read::path)
                .collect(Collectors.toCollection(TreeSet::new)),
            Flow.made(flows));
    return LedgerJson.write(head) + "\n" + String.join("\n", lines) + "\n";
  }

  /** Numbers texts in the order in which they come. */
  private static final class Texts {

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    List<String> all() {
      return List.copyOf(numbers.keySet());
    }

    Line line(Flow flow) {
      return new Line(
          flow.runId(),
          flow.logicalDate().toString(),
          flow.at().toEpochMilli(),
          number(flow.owner()),
          number(flow.program()),
          flow.reads().stream().map(this::fields).toArray(long[][]::new),
          flow.writes().stream().map(this::fields).toArray(long[][]::new));
    }

    private long[] fields(Flow.Read read) {
      return new long[] {number(read.input()), number(read.path()), read.version().orElse(-1)};
    }

    private long[] fields(Flow.Write write) {
      return new long[] {
        number(write.output()),
        number(write.dataset()),
        number(write.path()),
        write.version().orElse(-1),
        write.mode().map(mode -> number(mode.name())).orElse(-1),
        write.lineage().map(this::number).orElse(-1)
      };
    }

    private int number(String text) {
      return numbers.computeIfAbsent(text, unused -> numbers.size());
    }
  }
}
