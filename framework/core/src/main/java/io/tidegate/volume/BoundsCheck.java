package io.tidegate.volume;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.InputConfig.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Judges a dataset's rows and bytes against absolute, inclusive bounds. Makes one finding for each
 * bound that is set: {@code min-rows}, {@code max-rows}, {@code min-bytes}, {@code max-bytes}.
 *
 * @param severity what a failure does
 */
public record BoundsCheck(Bounds bounds, Finding.Kind kind, Severity severity) {

  /**
   * @param subject the dataset's name
   * @param rows empty when they could not be counted
   * @param bytes empty when they are not known
   */
  public List<Finding> check(String subject, OptionalLong rows, OptionalLong bytes) {
    var findings = new ArrayList<>(checkRows(subject, rows, "the number of rows is not known"));
    findings.addAll(checkBytes(subject, bytes));
    return List.copyOf(findings);
  }

  /**
   * The bounds on rows alone, for a dataset whose bytes are judged at another time.
   *
   * @param whyUnknown the finding's cause when the rows could not be counted
   */
  public List<Finding> checkRows(String subject, OptionalLong rows, String whyUnknown) {
    var range = new Range("rows", bounds.minRows(), bounds.maxRows(), Amount::rows, whyUnknown);
    return findings(subject, range, rows);
  }

  /** The bounds on bytes alone. */
  public List<Finding> checkBytes(String subject, OptionalLong bytes) {
    String whyUnknown = "the number of bytes is not known";
    var range = new Range("bytes", bounds.minBytes(), bounds.maxBytes(), Amount::bytes, whyUnknown);
    return findings(subject, range, bytes);
  }

  private List<Finding> findings(String subject, Range range, OptionalLong actual) {
    var findings = new ArrayList<Finding>();
    range.min.ifPresent(
        min -> {
          String expected = "at least " + range.text.apply(min);
          boolean passed = actual.orElse(min) >= min;
          findings.add(finding("min-" + range.what, subject, range, actual, expected, passed));
        });
    range.max.ifPresent(
        max -> {
          String expected = "at most " + range.text.apply(max);
          boolean passed = actual.orElse(max) <= max;
          findings.add(finding("max-" + range.what, subject, range, actual, expected, passed));
        });
    return List.copyOf(findings);
  }

  private Finding finding(
      String check,
      String subject,
      Range range,
      OptionalLong actual,
      String expected,
      boolean passed) {
    return new Finding(kind, check, subject, severity, outcome(range, actual, expected, passed));
  }

  private static Outcome outcome(
      Range range, OptionalLong actual, String expected, boolean passed) {
    if (actual.isEmpty()) {
      return new Outcome.CouldNotMeasure(range.whyUnknown);
    }
    String text = range.text.apply(actual.getAsLong());
    return passed ? new Outcome.Passed(expected, text) : new Outcome.Failed(expected, text);
  }

  private record Range(
      String what,
      OptionalLong min,
      OptionalLong max,
      LongFunction<String> text,
      String whyUnknown) {}
}
