package io.tidegate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Results as tables, laid between two marks of a page that a person wrote. Each has marks of its
 * own, so that a benchmark that is run again replaces its own figures and no others.
 */
final class Markdown {

  private static final String BEGIN = "<!-- measured -->\n";
  private static final String END = "<!-- /measured -->\n";

  private Markdown() {}

  /** Replaces the result's part of the page, or adds it behind the others. */
  static void update(Path page, Measured measured) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(page + " lacks " + BEGIN.strip() + " or " + END.strip());
    }
    String opening = "<!-- %s -->\n".formatted(measured.result().name());
    String closing = "<!-- /%s -->\n".formatted(measured.result().name());
    String part = opening + text(measured) + closing;
    int old = text.indexOf(opening, begin);
    Files.writeString(
        page,
        old < 0
            ? text.substring(0, end) + part + "\n" + text.substring(end)
            : text.substring(0, old)
                + part
                + text.substring(text.indexOf(closing, old) + closing.length()));
  }

  static String text(Measured measured) {
    Result result = measured.result();
    var text = new StringBuilder("### " + result.name() + "\n\n" + result.title() + ".\n");
    if (!result.goal().isEmpty()) {
      text.append("Goal: ").append(result.goal()).append(".\n");
    }
    text.append(
        "\n| | median | min | max | ratio | CPU | ratio |\n"
            + "| --- | --: | --: | --: | --: | --: | --: |\n");
    result.samples().forEach(sample -> text.append(row(sample, result.samples().get(0))));
    text.append('\n');
    result.notes().forEach(note -> text.append("- ").append(note).append('\n'));
    measured.facts().forEach((name, value) -> text.append(fact(name, value)));
    return text.toString();
  }

  private static String fact(String name, String value) {
    return "- %s: %s\n".formatted(name, value);
  }

  private static String row(Sample sample, Sample first) {
    return "| %s | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            sample.variant(),
            seconds(sample.median()),
            seconds(sample.min()),
            seconds(sample.max()),
            spread(sample.ratioTo(first)),
            sample.medianCpu().map(Markdown::seconds).orElse(""),
            sample.cpuRatioTo(first).map(Sample.Spread::median).map(Markdown::ratio).orElse(""));
  }

  private static String spread(Sample.Spread ratio) {
    return ratio.min() == ratio.max()
        ? ratio(ratio.median())
        : "%s (%s–%s)".formatted(ratio(ratio.median()), ratio(ratio.min()), ratio(ratio.max()));
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f s", duration.toNanos() / 1e9);
  }
}
