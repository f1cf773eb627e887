package io.tidegate.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig.Baseline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineCheckTest {

  /** A Sunday. */
  private static final LogicalDate DATE = LogicalDate.parse("2020-03-22");

  // Median 1,000, absolute deviations 50 40 30 20 0 20 30 40 50: their median is 30.
  private static final long[] NINE = {950, 960, 970, 980, 1000, 1020, 1030, 1040, 1050};

  @ParameterizedTest
  @CsvSource({"844, false", "845, true", "1000, true", "1155, true", "1156, false", "0, false"})
  void usualIsWhatLiesWithinTheToleranceOfTheMedian(long rows, boolean passes) {
    // 3.5 x 1.4826 x 30 = 155.673
    var expected = "between 845 and 1,155 rows (median 1,000 of 9 published runs, tolerance 3.5)";
    var actual = String.format(Locale.US, "%,d rows", rows);

    assertThat(policy(28, false, 3).judge(rows, DATE, days(NINE)))
        .isEqualTo(
            passes ? new Outcome.Passed(expected, actual) : new Outcome.Failed(expected, actual));
  }

  @Test
  void oneOddDayDoesNotMoveTheBounds() {
    assertThat(policy(28, false, 3).judge(1000, DATE, days(1000, 1010, 11_000, 990, 1000)))
        .isEqualTo(
            new Outcome.Passed(
                "between 949 and 1,051 rows (median 1,000 of 5 published runs, tolerance 3.5)",
                "1,000 rows"));
  }

  @Test
  void anEvenNumberOfRunsHasTheMeanOfTheMiddleTwo() {
    assertThat(policy(28, false, 2).judge(13, DATE, days(10, 11)))
        .isEqualTo(
            new Outcome.Passed(
                "between 8 and 13 rows (median 10.5 of 2 published runs, tolerance 3.5)",
                "13 rows"));
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 990, '1,010', '1,000'",
    "10, 9, 11, 10",
    "0, 0, 1, 0",
    "1000000, '990,000', '1,010,000', '1,000,000'"
  })
  void aHistoryOfEqualRunsLeavesOnePercentOrOneRow(
      long each, String least, String most, String median) {
    assertThat(policy(28, false, 3).judge(each, DATE, days(each, each, each)))
        .isEqualTo(
            new Outcome.Passed(
                "between %s and %s rows (median %s of 3 published runs, tolerance 3.5)"
                    .formatted(least, most, median),
                Amount.rows(each)));
  }

  @Test
  void noBoundIsBelowZero() {
    assertThat(policy(28, false, 3).judge(0, DATE, days(1, 100, 200)))
        .isEqualTo(
            new Outcome.Passed(
                "between 0 and 613 rows (median 100 of 3 published runs, tolerance 3.5)",
                "0 rows"));
  }

  @Test
  void onlyTheWindowCounts() {
    assertThat(policy(3, false, 3).judge(10, DATE, days(10, 10, 10, 99_999, 99_999)))
        .isEqualTo(
            new Outcome.Passed(
                "between 9 and 11 rows (median 10 of 3 published runs, tolerance 3.5)", "10 rows"));
  }

  @Test
  void onlyTheSameWeekdayCountsWhenAskedFor() {
    var history = new ArrayList<VolumeHistory.Published>();
    for (int day = 1; day <= 28; day++) {
      history.add(run(-day, day % 7 == 0 ? 10 : 1000));
    }

    assertThat(policy(28, true, 3).judge(10, DATE, new VolumeHistory(history, List.of())))
        .isEqualTo(
            new Outcome.Passed(
                "between 9 and 11 rows (median 10 of 4 published runs on a Sunday, tolerance 3.5)",
                "10 rows"));
  }

  @Test
  void thisDateAndLaterOnesDoNotCountAndEachDateCountsOnce() {
    var history =
        List.of(run(1, 9), run(0, 9), run(-1, 10), run(-1, 9_999), run(-2, 10), run(-3, 10));

    assertThat(policy(28, false, 3).judge(10, DATE, new VolumeHistory(history, List.of())))
        .isEqualTo(
            new Outcome.Passed(
                "between 9 and 11 rows (median 10 of 3 published runs, tolerance 3.5)", "10 rows"));
  }

  @Test
  void tooShortAHistoryDoesNotApply() {
    assertThat(policy(28, false, 7).judge(10, DATE, days(1, 2, 3)))
        .isEqualTo(
            new Outcome.NotApplicable(
                "3 published runs before 2020-03-22, and the baseline needs 7"));
    assertThat(policy(28, true, 7).judge(10, DATE, days(1, 2, 3, 4, 5, 6, 7)))
        .isEqualTo(
            new Outcome.NotApplicable(
                "1 published run on a Sunday before 2020-03-22, and the baseline needs 7"));
    assertThat(policy(28, false, 0).judge(10, DATE, VolumeHistory.NONE))
        .isEqualTo(
            new Outcome.NotApplicable(
                "0 published runs before 2020-03-22, and the baseline needs 1"));
  }

  private static BaselineCheck policy(int window, boolean sameWeekday, int minHistory) {
    return new BaselineCheck(new Baseline(window, sameWeekday, 3.5, minHistory, Severity.HOLD));
  }

  /** The day before first. */
  private static VolumeHistory days(long... rows) {
    var history = new ArrayList<VolumeHistory.Published>();
    for (int i = 0; i < rows.length; i++) {
      history.add(run(-1 - i, rows[i]));
    }
    return new VolumeHistory(history, List.of());
  }

  private static VolumeHistory.Published run(int offset, long rows) {
    return new VolumeHistory.Published(LogicalDate.of(DATE.day().plusDays(offset)), rows);
  }
}
