package io.tidegate.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.InputConfig.Bounds;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsCheckTest {

  private static final Bounds ROWS =
      new Bounds(
          OptionalLong.of(1), OptionalLong.of(1_000), OptionalLong.empty(), OptionalLong.empty());

  @ParameterizedTest
  @CsvSource({
    "0, false, true, 0 rows",
    "1, true, true, 1 row",
    "1000, true, true, '1,000 rows'",
    "1001, true, false, '1,001 rows'",
    "9223372036854775807, true, false, '9,223,372,036,854,775,807 rows'"
  })
  void boundsAreInclusive(long rows, boolean enough, boolean notTooMany, String actual) {
    assertThat(check(ROWS).check("raw", OptionalLong.of(rows), OptionalLong.empty()))
        .containsExactly(
            finding("min-rows", outcome(enough, "at least 1 row", actual)),
            finding("max-rows", outcome(notTooMany, "at most 1,000 rows", actual)));
  }

  @Test
  void whatIsNotKnownCouldNotBeMeasured() {
    var bounds =
        new Bounds(
            OptionalLong.of(1), OptionalLong.empty(), OptionalLong.of(1), OptionalLong.of(9));

    assertThat(check(bounds).check("raw", OptionalLong.empty(), OptionalLong.empty()))
        .containsExactly(
            finding("min-rows", new Outcome.CouldNotMeasure("the number of rows is not known")),
            finding("min-bytes", new Outcome.CouldNotMeasure("the number of bytes is not known")),
            finding("max-bytes", new Outcome.CouldNotMeasure("the number of bytes is not known")));
  }

  @Test
  void rowsAndBytesCanBeJudgedApart() {
    var bounds =
        new Bounds(
            OptionalLong.of(1), OptionalLong.empty(), OptionalLong.of(1), OptionalLong.empty());

    assertThat(check(bounds).checkRows("raw", OptionalLong.of(0), ""))
        .containsExactly(finding("min-rows", new Outcome.Failed("at least 1 row", "0 rows")));
    assertThat(check(bounds).checkBytes("raw", OptionalLong.of(1)))
        .containsExactly(finding("min-bytes", new Outcome.Passed("at least 1 byte", "1 byte")));
  }

  @Test
  void noBoundsMakeNoFinding() {
    assertThat(check(Bounds.NONE).check("raw", OptionalLong.of(0), OptionalLong.of(0))).isEmpty();
  }

  private static BoundsCheck check(Bounds bounds) {
    return new BoundsCheck(bounds, Finding.Kind.INPUT, Severity.REJECT);
  }

  private static Outcome outcome(boolean passed, String expected, String actual) {
    return passed ? new Outcome.Passed(expected, actual) : new Outcome.Failed(expected, actual);
  }

  private static Finding finding(String check, Outcome outcome) {
    return new Finding(Finding.Kind.INPUT, check, "raw", Severity.REJECT, outcome);
  }
}
