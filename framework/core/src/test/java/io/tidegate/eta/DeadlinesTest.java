package io.tidegate.eta;

import static org.assertj.core.api.Assertions.assertThat;

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

class DeadlinesTest {

  private static final Duration DAY = Duration.ofDays(1);

  @ParameterizedTest
  @CsvSource({
    // The interval of 2020-03-22 ends on the 23rd.
    "2020-03-22, PT24H, 06:00, America/New_York, 0, 2020-03-23T10:00:00Z",
    "2020-03-22, PT24H, 06:00, UTC, 0, 2020-03-23T06:00:00Z",
    "2020-03-22, PT24H, 06:00, UTC, 2, 2020-03-25T06:00:00Z",
    "2020-03-22, PT24H, 06:00, Pacific/Kiritimati, 0, 2020-03-22T16:00:00Z",
    "2020-02-28, PT24H, 06:00, UTC, 0, 2020-02-29T06:00:00Z",
    // An hourly interval within the day.
    "2020-03-22T05:00Z, PT1H, 06:30, UTC, 0, 2020-03-22T06:30:00Z",
    "2020-03-22T23:00Z, PT1H, 00:15, UTC, 0, 2020-03-23T00:15:00Z",
    // 02:30 does not exist on 2020-03-08, clocks go from 02:00 to 03:00: 03:30 EDT.
    "2020-03-07, PT24H, 02:30, America/New_York, 0, 2020-03-08T07:30:00Z",
    // 01:30 comes twice on 2020-11-01: the first, in EDT.
    "2020-10-31, PT24H, 01:30, America/New_York, 0, 2020-11-01T05:30:00Z"
  })
  void landByIsALocalTimeOnTheDayOnWhichTheIntervalEnds(
      String date, Duration interval, LocalTime time, ZoneId zone, int offset, Instant expected) {
    var config = landBy(new LandBy(time, zone, offset), Optional.empty());
    var deadlines =
        Deadlines.of(
            config, LogicalDate.parse(date), interval, Instant.parse("2020-01-01T00:00:00Z"));

    assertThat(deadlines.landBy()).contains(new Deadline(Deadline.Kind.LAND_BY, expected, zone));
  }

  @ParameterizedTest
  @CsvSource({
    "2020-03-23T05:00:00Z, PT30M, MAX_RUNTIME, 2020-03-23T05:30:00Z, by 2020-03-23 05:30 UTC (max-runtime)",
    "2020-03-23T05:45:00Z, PT30M, LAND_BY, 2020-03-23T06:00:00Z, by 2020-03-23 06:00 UTC (land-by)",
    "2020-03-23T05:29:59Z, PT30M, MAX_RUNTIME, 2020-03-23T05:59:59Z, by 2020-03-23 05:59:59 UTC (max-runtime)"
  })
  void theEarlierDeadlineIsTheEffectiveOne(
      Instant started, Duration longest, Deadline.Kind kind, Instant at, String text) {
    var deadlines = deadlines(started, Optional.of(longest));

    assertThat(deadlines.effective()).contains(new Deadline(kind, at, ZoneId.of("UTC")));
    assertThat(deadlines.effective().orElseThrow()).hasToString(text);
    assertThat(deadlines.applicable()).hasSize(2);
  }

  @Test
  void aRunThatStartsAnIntervalAfterItsDeadlineIsABackfill() {
    var late = deadlines(Instant.parse("2020-03-24T05:59:59Z"), Optional.empty());
    var backfill = deadlines(Instant.parse("2020-03-24T06:00:00Z"), Optional.empty());

    assertThat(late.backfill()).isFalse();
    assertThat(late.effective()).isPresent();
    assertThat(backfill.backfill()).isTrue();
    assertThat(backfill.effective()).isEmpty();
    assertThat(backfill.landBy()).isEqualTo(late.landBy());
  }

  @Test
  void aBackfillKeepsItsLongestRuntime() {
    var started = Instant.parse("2021-01-01T00:00:00Z");

    assertThat(deadlines(started, Optional.of(Duration.ofHours(1))).effective())
        .contains(
            new Deadline(
                Deadline.Kind.MAX_RUNTIME,
                Instant.parse("2021-01-01T01:00:00Z"),
                ZoneId.of("UTC")));
  }

  @Test
  void nothingConfiguredIsNoDeadline() {
    var config = new EtaConfig(Optional.empty(), Optional.empty(), Duration.ZERO, Severity.WARN);

    assertThat(Deadlines.of(config, LogicalDate.parse("2020-03-22"), DAY, Instant.EPOCH))
        .isEqualTo(new Deadlines(Instant.EPOCH, Optional.empty(), Optional.empty(), false));
  }

  private static Deadlines deadlines(Instant started, Optional<Duration> longest) {
    var config = landBy(new LandBy(LocalTime.of(6, 0), ZoneId.of("UTC"), 0), longest);
    return Deadlines.of(config, LogicalDate.parse("2020-03-22"), DAY, started);
  }

  private static EtaConfig landBy(LandBy landBy, Optional<Duration> longest) {
    return new EtaConfig(Optional.of(landBy), longest, Duration.ofMinutes(15), Severity.HOLD);
  }
}
