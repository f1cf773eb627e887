package io.tidegate.eta;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.JobConfig.EtaConfig;
import io.tidegate.config.JobConfig.LandBy;
import io.tidegate.config.LogicalDate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtaCheckTest {

  // 06:00 in New York, which is at UTC-4 by then.
  private static final Instant LAND_BY = Instant.parse("2020-03-23T10:00:00Z");
  private static final Optional<Duration> NO_LIMIT = Optional.empty();
  private static final Outcome BACKFILL =
      new Outcome.NotApplicable(
          "the run started an interval or more after its deadline: a backfill");

  @ParameterizedTest
  @CsvSource({
    "2020-03-23T09:30:00Z, true, '2020-03-23 05:42:30'",
    "2020-03-23T09:47:30Z, true, '2020-03-23 06:00'",
    "2020-03-23T09:47:31Z, false, '2020-03-23 06:00:01'",
    "2020-03-23T11:00:00Z, false, '2020-03-23 07:12:30'"
  })
  void theForecastWarnsOfADeadlineThatWillBeMissed(Instant started, boolean meets, String landing) {
    var expected = "by 2020-03-23 06:00 America/New_York (land-by)";
    var actual = "expected at " + landing + " America/New_York (median 12m 30s, p90 20m of 9 runs)";

    assertThat(check(started, NO_LIMIT).atStart(forecast()))
        .containsExactly(
            finding(
                "forecast",
                Severity.WARN,
                meets
                    ? new Outcome.Passed(expected, actual)
                    : new Outcome.Failed(expected, actual)));
  }

  @Test
  void theForecastIsAgainstTheEarlierDeadline() {
    var started = LAND_BY.minus(Duration.ofHours(2));

    assertThat(check(started, Optional.of(Duration.ofMinutes(10))).atStart(forecast()))
        .containsExactly(
            finding(
                "forecast",
                Severity.WARN,
                new Outcome.Failed(
                    "by 2020-03-23 04:10 America/New_York (max-runtime)",
                    "expected at 2020-03-23 04:12:30 America/New_York"
                        + " (median 12m 30s, p90 20m of 9 runs)")));
  }

  @Test
  void thereIsNoForecastWithoutHistory() {
    assertThat(check(LAND_BY, NO_LIMIT).atStart(Optional.empty()))
        .containsExactly(
            finding(
                "forecast",
                Severity.WARN,
                new Outcome.NotApplicable("fewer than 3 published runs to forecast from")));
  }

  @ParameterizedTest
  @CsvSource({
    "2020-03-23T09:47:30Z, true, '2020-03-23 05:47:30 America/New_York, 12m 30s early'",
    "2020-03-23T10:00:00Z, true, '2020-03-23 06:00 America/New_York'",
    "2020-03-23T10:00:00.250Z, false, '2020-03-23 06:00 America/New_York, 250ms late'",
    "2020-03-23T12:05:00Z, false, '2020-03-23 08:05 America/New_York, 2h 5m late'"
  })
  void landingIsJudgedAtTheEnd(Instant ended, boolean passes, String actual) {
    var expected = "by 2020-03-23 06:00 America/New_York";

    assertThat(check(Instant.parse("2020-03-23T09:00:00Z"), NO_LIMIT).atEnd(ended))
        .containsExactly(
            finding(
                "land-by",
                Severity.HOLD,
                passes
                    ? new Outcome.Passed(expected, "at " + actual)
                    : new Outcome.Failed(expected, "at " + actual)));
  }

  @Test
  void theRuntimeIsJudgedAtTheEnd() {
    var started = LAND_BY.minus(Duration.ofHours(2));
    var check = check(started, Optional.of(Duration.ofMinutes(30)));

    assertThat(check.atEnd(started.plus(Duration.ofMinutes(30))).get(1))
        .isEqualTo(finding("max-runtime", Severity.HOLD, new Outcome.Passed("at most 30m", "30m")));
    assertThat(check.atEnd(started.plus(Duration.ofSeconds(1_861))).get(1))
        .isEqualTo(
            finding("max-runtime", Severity.HOLD, new Outcome.Failed("at most 30m", "31m 1s")));
  }

  @Test
  void aLateStartIsLateAndABackfillIsNot() {
    var late = LAND_BY.plus(Duration.ofHours(23));
    assertThat(check(late, NO_LIMIT).atEnd(late.plusSeconds(60)))
        .containsExactly(
            finding(
                "land-by",
                Severity.HOLD,
                new Outcome.Failed(
                    "by 2020-03-23 06:00 America/New_York",
                    "at 2020-03-24 05:01 America/New_York, 23h 1m late")));

    var backfill = check(LAND_BY.plus(Duration.ofDays(300)), NO_LIMIT);
    assertThat(backfill.atStart(forecast()))
        .containsExactly(finding("forecast", Severity.WARN, BACKFILL));
    assertThat(backfill.atEnd(LAND_BY.plus(Duration.ofDays(301))))
        .containsExactly(finding("land-by", Severity.HOLD, BACKFILL));
  }

  @Test
  void nothingConfiguredMakesNoFinding() {
    var deadlines = new Deadlines(LAND_BY, Optional.empty(), Optional.empty(), false);
    var check = new EtaCheck("curate", deadlines, Severity.HOLD);

    assertThat(check.atStart(forecast())).isEmpty();
    assertThat(check.atEnd(LAND_BY)).isEmpty();
  }

  private static Optional<Forecast> forecast() {
    return Optional.of(new Forecast(Duration.ofSeconds(750), Duration.ofMinutes(20), 9));
  }

  static EtaCheck check(Instant started, Optional<Duration> longest) {
    var landBy = new LandBy(LocalTime.of(6, 0), ZoneId.of("America/New_York"), 0);
    var config = new EtaConfig(Optional.of(landBy), longest, Duration.ofMinutes(15), Severity.HOLD);
    var date = LogicalDate.parse("2020-03-22");
    return new EtaCheck(
        "curate", Deadlines.of(config, date, Duration.ofDays(1), started), Severity.HOLD);
  }

  static Finding finding(String check, Severity severity, Outcome outcome) {
    return new Finding(Finding.Kind.ETA, check, "curate", severity, outcome);
  }
}
