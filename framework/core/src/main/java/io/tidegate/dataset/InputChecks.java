package io.tidegate.dataset;

import io.tidegate.check.Finding;
import io.tidegate.check.Finding.Kind;
import io.tidegate.check.Outcome;
import io.tidegate.config.InputConfig;
import io.tidegate.volume.BoundsCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Judges what was measured of an input against its configuration. No Spark and no files here. */
final class InputChecks {

  private final InputConfig config;

  InputChecks(InputConfig config) {
    this.config = config;
  }

  Finding exists(Outcome outcome) {
    return finding("exists", outcome);
  }

  Finding changedFiles(Outcome outcome) {
    return finding("changed-files", outcome);
  }

  Finding schema(Outcome outcome) {
    return finding("schema", outcome);
  }

  /** Of rows that no watermark reaches. */
  Finding watermark(Outcome outcome) {
    return finding("watermark", outcome);
  }

  /** Of files whose columns only their rows tell. */
  Finding inferred() {
    return finding(
        "read-once",
        new Outcome.NotApplicable(
            "no schema is declared: it was inferred, for which all files were read once more"));
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
    return bounds().checkRows(config.name(), rows, whyUnknown);
  }

  /** The bounds on bytes that the configuration asks for. */
  List<Finding> bytes(long bytes) {
    return bounds().checkBytes(config.name(), OptionalLong.of(bytes));
  }

  private BoundsCheck bounds() {
    return new BoundsCheck(config.volume(), Kind.INPUT, config.otherwise());
  }

  /**
   * @param rows the good rows; empty when not every row was read
   * @param corrupt empty when not every row was read
   * @param seen the corrupt rows among those that were read; too many are too many whatever the
   *     rest holds
   * @param detail where they are, one file a line
   */
  Finding corrupt(
      OptionalLong rows, OptionalLong corrupt, long seen, String detail, String whyUnknown) {
    var limit = new RejectLimit(config.files().rejects().max(), rows, seen);
    if (limit.isExceeded()) {
      return finding("corrupt-rows", new Outcome.Failed(limit.expected(), limit.actual(), detail));
    }
    return finding(
        "corrupt-rows",
        corrupt.isPresent()
            ? new Outcome.Passed(limit.expected(), limit.actual())
            : new Outcome.CouldNotMeasure(whyUnknown));
  }

  /** Of what the sender says, where it cannot be used. */
  Finding controlTotals(Outcome outcome) {
    return finding("control-totals", outcome);
  }

  Finding controlRows(Outcome outcome) {
    return finding("control-rows", outcome);
  }

  Finding controlSum(String column, Outcome outcome) {
    return finding("control-sum-" + column, outcome);
  }

  private Finding finding(String check, Outcome outcome) {
    return new Finding(Kind.INPUT, check, config.name(), config.otherwise(), outcome);
  }
}
