package io.tidegate.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Outcome;
import io.tidegate.config.Format;
import io.tidegate.config.RowLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputChecksTest {

  private static final Instant NOW = Instant.parse("2020-03-02T02:00:00Z");

  private static final InputConfigs CONFIG = InputConfigs.of(Format.CSV, "/x");

  private static Outcome fresh(Duration limit, String modified) {
    var checks = new InputChecks(CONFIG.freshWithin(limit).config());
    return checks.fresh(Instant.parse(modified), NOW).get(0).outcome();
  }

  @Test
  void freshnessIncludesItsLimit() {
    assertThat(fresh(Duration.ofHours(26), "2020-03-01T00:00:00Z"))
        .isEqualTo(
            new Outcome.Passed("no older than 26h", "26h old, written 2020-03-01T00:00:00Z"));
    assertThat(fresh(Duration.ofHours(26), "2020-02-29T23:59:59.999Z"))
        .isEqualTo(
            new Outcome.Failed("no older than 26h", "26h old, written 2020-02-29T23:59:59.999Z"));
  }

  @Test
  void dataOfTheFutureIsFresh() {
    assertThat(fresh(Duration.ofMinutes(1), "2020-03-02T02:05:00Z"))
        .isEqualTo(new Outcome.Passed("no older than 1m", "0s old, written 2020-03-02T02:05:00Z"));
  }

  @Test
  void nothingIsJudgedThatIsNotAskedFor() {
    var checks = new InputChecks(CONFIG.config());
    assertThat(checks.fresh(NOW, NOW)).isEmpty();
    assertThat(checks.rows(OptionalLong.of(1), "")).isEmpty();
    assertThat(checks.bytes(1)).isEmpty();
  }

  @Test
  void tooManyCorruptRowsFailEvenWhenNotAllWereRead() {
    var checks = new InputChecks(CONFIG.maxCorrupt(2).config());

    assertThat(
            checks
                .corrupt(OptionalLong.empty(), OptionalLong.empty(), 3, "a: 3", "partly")
                .outcome())
        .isEqualTo(new Outcome.Failed("at most 2 corrupt rows", "3 corrupt rows", "a: 3"));
    assertThat(
            checks
                .corrupt(OptionalLong.empty(), OptionalLong.empty(), 2, "a: 2", "partly")
                .outcome())
        .isEqualTo(new Outcome.CouldNotMeasure("partly"));
  }

  @Test
  void aShareOfCorruptRowsIsOfAllRows() {
    var checks = new InputChecks(CONFIG.maxRejected(new RowLimit.Share(0.01)).config());
    var two = OptionalLong.of(2);

    assertThat(checks.corrupt(OptionalLong.of(198), two, 2, "a: 2", "").outcome())
        .isEqualTo(new Outcome.Passed("at most 1% corrupt rows", "2 corrupt rows of 200 (1%)"));
    assertThat(checks.corrupt(OptionalLong.of(197), two, 2, "a: 2", "").outcome())
        .isEqualTo(
            new Outcome.Failed(
                "at most 1% corrupt rows", "2 corrupt rows of 199 (1.005%)", "a: 2"));
    assertThat(
            checks.corrupt(OptionalLong.empty(), OptionalLong.empty(), 2, "", "partly").outcome())
        .isEqualTo(new Outcome.CouldNotMeasure("partly"));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT59S, 59s",
    "PT60S, 1m",
    "PT5M10S, 5m 10s",
    "PT47H59M, 47h 59m",
    "PT48H, 2d",
    "PT75H30M, 3d 3h"
  })
  void writesDurationsWithTwoUnits(Duration duration, String text) {
    assertThat(Texts.duration(duration)).isEqualTo(text);
  }

  @Test
  void writesLargeNumbersWithSeparatorsAndLongListsInPart() {
    assertThat(Texts.count(1_234_567, "row")).isEqualTo("1,234,567 rows");
    List<String> lines = IntStream.rangeClosed(1, 22).mapToObj(Integer::toString).toList();
    assertThat(Texts.lines(lines)).startsWith("1\n2\n").endsWith("\n20\nand 2 more");
  }
}
