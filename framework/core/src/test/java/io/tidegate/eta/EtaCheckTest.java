package io.tidegate.eta;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Finding;
import io.tidegate.check.Finding.Kind;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import io.tidegate.config.JobConfig.EtaConfig;
import io.tidegate.config.JobConfig.LandBy;
import io.tidegate.config.LogicalDate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EtaCheckTest {

  private static final Instant STARTED = Instant.parse("2024-03-02T10:00:00Z");
  private static final LogicalDate DATE = LogicalDate.parse("2024-03-01");

  @Test
  void theLocalTimeOfTheDayOnWhichTheIntervalEnds() {
    assertThat(deadlines("06:00", "America/New_York", STARTED))
        .containsExactly(
            new Deadline(
                "land-by",
                Instant.parse("2024-03-02T11:00:00Z"),
                "published by 2024-03-02 06:00 America/New_York"),
            new Deadline(
                "max-runtime",
                Instant.parse("2024-03-02T12:30:00Z"),
                "a run of at most 2 h 30 min"));
  }

  @Test
  void aTimeThatSummerTimeSkipsMovesOn() {
    var config = eta("02:30", "America/New_York");
    assertThat(Deadline.of(config, LogicalDate.parse("2020-03-07"), Duration.ofDays(1), STARTED))
        .extracting(Deadline::at)
        .contains(Instant.parse("2020-03-08T07:30:00Z"));
  }

  @Test
  void landedInTimeOrLate() {
    var check = check("06:00", "America/New_York", STARTED);
    assertThat(check.landed(Instant.parse("2024-03-02T10:59:00Z")))
        .containsExactly(
            finding(
                "land-by",
                new Outcome.Passed(
                    "published by 2024-03-02 06:00 America/New_York",
                    "landed at 2024-03-02T10:59:00Z")),
            finding("max-runtime", new Outcome.Passed("a run of at most 2 h 30 min", "59 min")));
    assertThat(check.landed(Instant.parse("2024-03-02T13:00:01Z")))
        .extracting(Finding::outcome)
        .containsExactly(
            new Outcome.Failed(
                "published by 2024-03-02 06:00 America/New_York", "landed at 2024-03-02T13:00:01Z"),
            new Outcome.Failed("a run of at most 2 h 30 min", "3 h"));
  }

  @Test
  void aBackfillIsNotLate() {
    var check = check("06:00", "UTC", STARTED);
    assertThat(check.landed(STARTED.plusSeconds(60)).get(0).outcome())
        .isEqualTo(
            new Outcome.NotApplicable(
                "the run started after its deadline of 2024-03-02T06:00:00Z: a backfill or a rerun"));
  }

  @Test
  void theForecastIsTheMedianOfPastRuns() {
    var check = check("06:00", "America/New_York", STARTED);
    var past = List.of(Duration.ofMinutes(50), Duration.ofMinutes(70), Duration.ofMinutes(90));
    assertThat(check.forecast(Forecast.of(past), 3))
        .containsExactly(
            finding(
                "forecast",
                new Outcome.Failed(
                    "published by 2024-03-02 06:00 America/New_York",
                    "expected to land at 2024-03-02T11:10:00Z (median 1 h 10 min, p90 1 h 30 min of 3"
                        + " runs)")));
    assertThat(check.forecast(Forecast.of(past.subList(0, 2)), 2).get(0).outcome())
        .isEqualTo(new Outcome.NotApplicable("2 of 3 runs that a forecast needs"));
    assertThat(Forecast.of(past.subList(0, 2))).isEmpty();
  }

  @Test
  void theWatchWarnsBeforeAndAtTheDeadline() throws InterruptedException {
    var found = new LinkedBlockingQueue<Finding>();
    var start = Instant.now();
    var deadline = new Deadline("max-runtime", start.plusMillis(600), "a run of at most 0.6 s");
    var check = new EtaCheck("a-job", Severity.WARN, start, List.of(deadline));
    try (var watch =
        DeadlineWatch.start(
            check,
            Duration.ofMillis(400),
            Clock.systemUTC(),
            f -> {
              found.add(f);
              throw new IllegalStateException("a listener that fails");
            })) {
      assertThat(found.poll(10, TimeUnit.SECONDS))
          .extracting(Finding::check)
          .isEqualTo("max-runtime-soon");
      assertThat(found.poll(10, TimeUnit.SECONDS))
          .extracting(Finding::check)
          .isEqualTo("max-runtime");
    }
  }

  @Test
  void aClosedWatchIsSilent() throws InterruptedException {
    var found = new LinkedBlockingQueue<Finding>();
    var start = Instant.now();
    var deadline = new Deadline("max-runtime", start.plusMillis(200), "soon");
    var check = new EtaCheck("a-job", Severity.WARN, start, List.of(deadline));
    DeadlineWatch.start(check, Duration.ZERO, Clock.systemUTC(), found::add).close();
    assertThat(found.poll(500, TimeUnit.MILLISECONDS)).isNull();
  }

  private static EtaConfig eta(String time, String zone) {
    return new EtaConfig(
        Optional.of(new LandBy(LocalTime.parse(time), ZoneId.of(zone), 0)),
        Optional.of(Duration.ofMinutes(150)),
        Duration.ofMinutes(15),
        Severity.WARN);
  }

  private static List<Deadline> deadlines(String time, String zone, Instant started) {
    return Deadline.of(eta(time, zone), DATE, Duration.ofDays(1), started);
  }

  private static EtaCheck check(String time, String zone, Instant started) {
    return new EtaCheck("a-job", Severity.WARN, started, deadlines(time, zone, started));
  }

  private static Finding finding(String check, Outcome outcome) {
    return new Finding(Kind.ETA, check, "a-job", Severity.WARN, outcome);
  }
}
