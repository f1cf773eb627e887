package io.tidegate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as tables, laid between two marks of a page that a person wrote. */
final class Markdown {

  private static final String BEGIN = "<!-- measured -->\n";
  private static final String END = "<!-- /measured -->";

  private Markdown() {}

  /** Replaces what the page has between the marks. */
  static void update(Path page, Map<String, String> facts, List<Result> results)
      throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    if (begin < BEGIN.length() || end < begin) {
      throw new IOException(page + " lacks " + BEGIN.strip() + " or " + END);
    }
    Files.writeString(page, text.substring(0, begin) + text(facts, results) + text.substring(end));
  }

  static String text(Map<String, String> facts, List<Result> results) {
    var text = new StringBuilder("\n");
    facts.forEach(
        (name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
    results.forEach(result -> append(text, result));
    return text.append('\n').toString();
  }

  private static void append(StringBuilder text, Result result) {
    text.append("\n### ").append(result.name()).append("\n\n").append(result.title()).append(".\n");
    if (!result.goal().isEmpty()) {
      text.append("Goal: ").append(result.goal()).append(".\n");
    }
    text.append(
        "\n| | median | min | max | ratio | CPU | ratio |\n"
            + "| --- | --: | --: | --: | --: | --: | --: |\n");
    result.samples().forEach(sample -> text.append(row(sample, result.samples().get(0))));
    if (!result.notes().isEmpty()) {
      text.append('\n');
      result.notes().forEach(note -> text.append("- ").append(note).append('\n'));
    }
  }

  private static String row(Sample sample, Sample first) {
    return "| %s | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            sample.variant(),
            seconds(sample.median()),
            seconds(sample.min()),
            seconds(sample.max()),
            ratio(sample.ratioTo(first)),
            sample.medianCpu().map(Markdown::seconds).orElse(""),
            sample.cpuRatioTo(first).map(Markdown::ratio).orElse(""));
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f s", duration.toNanos() / 1e9);
  }
}
