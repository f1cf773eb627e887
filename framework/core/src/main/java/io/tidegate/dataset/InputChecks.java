package io.tidegate.dataset;

import io.tidegate.check.Finding;
import io.tidegate.check.Finding.Kind;
import io.tidegate.check.Outcome;
import io.tidegate.config.InputConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/** Judges what was measured of an input against its configuration. No Spark and no files here. */
final class InputChecks {

  private final InputConfig config;

  InputChecks(InputConfig config) {
    this.config = config;
  }

  Finding exists(Outcome outcome) {
    return finding("exists", outcome);
  }

  Finding schema(Outcome outcome) {
    return finding("schema", outcome);
  }

  /** Empty when the configuration does not ask for freshness. */
  List<Finding> fresh(Instant modified, Instant now) {
    return config.freshWithin().stream()
        .map(
            limit -> finding("fresh-within", age(Duration.between(modified, now), limit, modified)))
        .toList();
  }

  private static Outcome age(Duration age, Duration limit, Instant modified) {
    String expected = "no older than " + Texts.duration(limit);
    // A clock that is behind the store's makes data of the future; that is fresh.
    Duration shown = age.isNegative() ? Duration.ZERO : age;
    String actual = Texts.duration(shown) + " old, written " + modified;
    return age.compareTo(limit) <= 0
        ? new Outcome.Passed(expected, actual)
        : new Outcome.Failed(expected, actual);
  }

  /** The bounds on rows that the configuration asks for. */
  List<Finding> rows(OptionalLong rows, String whyUnknown) {
    List<Finding> findings = new ArrayList<>();
    var bounds = config.volume();
    bounds
        .minRows()
        .ifPresent(min -> findings.add(least("min-rows", rows, min, "row", whyUnknown)));
    bounds.maxRows().ifPresent(max -> findings.add(most("max-rows", rows, max, "row", whyUnknown)));
    return findings;
  }

  /** The bounds on bytes that the configuration asks for. */
  List<Finding> bytes(long bytes) {
    List<Finding> findings = new ArrayList<>();
    var bounds = config.volume();
    var known = OptionalLong.of(bytes);
    bounds.minBytes().ifPresent(min -> findings.add(least("min-bytes", known, min, "byte", "")));
    bounds.maxBytes().ifPresent(max -> findings.add(most("max-bytes", known, max, "byte", "")));
    return findings;
  }

  /**
   * @param corrupt empty when not every row was read
   * @param seen the corrupt rows among those that were read; too many are too many whatever the
   *     rest holds
   * @param detail where they are, one file a line
   */
  Finding corrupt(OptionalLong corrupt, long seen, String detail, String whyUnknown) {
    long limit = config.maxCorruptRows();
    String expected = "at most " + Texts.count(limit, "corrupt row");
    String actual = Texts.count(seen, "corrupt row");
    if (seen > limit) {
      return finding("corrupt-rows", new Outcome.Failed(expected, actual, detail));
    }
    return finding(
        "corrupt-rows",
        corrupt.isPresent()
            ? new Outcome.Passed(expected, actual)
            : new Outcome.CouldNotMeasure(whyUnknown));
  }

  private Finding least(String check, OptionalLong actual, long min, String unit, String unknown) {
    return bound(check, actual, "at least " + Texts.count(min, unit), n -> n >= min, unit, unknown);
  }

  private Finding most(String check, OptionalLong actual, long max, String unit, String unknown) {
    return bound(check, actual, "at most " + Texts.count(max, unit), n -> n <= max, unit, unknown);
  }

  private Finding bound(
      String check,
      OptionalLong actual,
      String expected,
      LongPredicate holds,
      String unit,
      String unknown) {
    if (actual.isEmpty()) {
      return finding(check, new Outcome.CouldNotMeasure(unknown));
    }
    long value = actual.getAsLong();
    String text = Texts.count(value, unit);
    return finding(
        check,
        holds.test(value)
            ? new Outcome.Passed(expected, text)
            : new Outcome.Failed(expected, text));
  }

  private Finding finding(String check, Outcome outcome) {
    return new Finding(Kind.INPUT, check, config.name(), config.otherwise(), outcome);
  }
}
