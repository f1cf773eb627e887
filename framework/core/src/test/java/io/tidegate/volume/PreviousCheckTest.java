package io.tidegate.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig.Previous;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviousCheckTest {

  private static final LogicalDate DATE = LogicalDate.parse("2020-03-22");
  private static final OptionalDouble NO = OptionalDouble.empty();

  @ParameterizedTest
  @CsvSource({
    "500, true, '500 rows, 50 % fewer'",
    "499, false, '499 rows, 50.1 % fewer'",
    "0, false, '0 rows, 100 % fewer'",
    "1000, true, '1,000 rows, as many'",
    "1150, true, '1,150 rows, 15 % more'",
    "1151, false, '1,151 rows, 15.1 % more'",
    "11000, false, '11,000 rows, 1,000 % more'"
  })
  void theChangeIsJudgedByBothBounds(long rows, boolean passes, String actual) {
    var expected =
        "between 500 and 1,150 rows"
            + " (1,000 rows on 2020-03-21, at most 50 % fewer, at most 15 % more)";

    assertThat(
            judge(OptionalDouble.of(0.5), OptionalDouble.of(0.15), rows, run("2020-03-21", 1000)))
        .isEqualTo(
            passes ? new Outcome.Passed(expected, actual) : new Outcome.Failed(expected, actual));
  }

  @Test
  void oneBoundAlone() {
    assertThat(judge(NO, OptionalDouble.of(2.0), 2, run("2020-03-21", 1)))
        .isEqualTo(
            new Outcome.Passed(
                "at most 3 rows (1 row on 2020-03-21, at most 200 % more)", "2 rows, 100 % more"));
    assertThat(judge(OptionalDouble.of(0.333), NO, 2, run("2020-03-21", 3)))
        .isEqualTo(
            new Outcome.Failed(
                "at least 3 rows (3 rows on 2020-03-21, at most 33.3 % fewer)",
                "2 rows, 33.3 % fewer"));
  }

  @Test
  void theNewestEarlierDateIsThePreviousOne() {
    var history =
        new VolumeHistory.Published[] {
          run("2020-03-23", 1), run("2020-03-22", 2), run("2020-03-20", 100), run("2020-03-19", 3)
        };

    assertThat(judge(OptionalDouble.of(0.0), NO, 100, history))
        .isEqualTo(
            new Outcome.Passed(
                "at least 100 rows (100 rows on 2020-03-20, at most 0 % fewer)",
                "100 rows, as many"));
  }

  @Test
  void doesNotApplyWithoutAPreviousRun() {
    assertThat(judge(OptionalDouble.of(0.5), NO, 0))
        .isEqualTo(new Outcome.NotApplicable("nothing was published before 2020-03-22"));
    assertThat(judge(OptionalDouble.of(0.5), NO, 0, run("2020-03-22", 9)))
        .isEqualTo(new Outcome.NotApplicable("nothing was published before 2020-03-22"));
  }

  @Test
  void doesNotApplyToAChangeFromNothing() {
    assertThat(judge(OptionalDouble.of(0.5), NO, 9, run("2020-03-21", 0)))
        .isEqualTo(
            new Outcome.NotApplicable(
                "no rows were published for 2020-03-21: a change from 0 is no fraction"));
  }

  @Test
  void doesNotApplyWithoutABound() {
    assertThat(judge(NO, NO, 9, run("2020-03-21", 1)))
        .isEqualTo(new Outcome.NotApplicable("neither max-drop nor max-rise is set"));
  }

  private static Outcome judge(
      OptionalDouble drop, OptionalDouble rise, long rows, VolumeHistory.Published... history) {
    return new PreviousCheck(new Previous(drop, rise, Severity.HOLD))
        .judge(rows, DATE, new VolumeHistory(List.of(history), List.of()));
  }

  private static VolumeHistory.Published run(String date, long rows) {
    return new VolumeHistory.Published(LogicalDate.parse(date), rows);
  }
}
