package io.tidegate.eta;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {

  @ParameterizedTest
  @CsvSource({
    "3, PT2M, PT3M",
    "4, PT2M30S, PT4M",
    "9, PT5M, PT9M",
    "10, PT5M30S, PT9M",
    "20, PT10M30S, PT18M"
  })
  void medianAndNinetiethPercentile(int runs, Duration median, Duration p90) {
    var durations =
        LongStream.rangeClosed(1, runs).map(n -> runs + 1 - n).mapToObj(Duration::ofMinutes);

    assertThat(Forecast.of(durations.toList())).contains(new Forecast(median, p90, runs));
  }

  @Test
  void fewRunsMakeNoForecast() {
    assertThat(Forecast.of(List.of(Duration.ZERO, Duration.ZERO))).isEmpty();
  }

  @Test
  void landsAMedianAfterItsStart() {
    var forecast = new Forecast(Duration.ofSeconds(750), Duration.ofMinutes(20), 9);

    assertThat(forecast.landing(Instant.EPOCH)).isEqualTo(Instant.parse("1970-01-01T00:12:30Z"));
    assertThat(forecast).hasToString("median 12m 30s, p90 20m of 9 runs");
  }

  @Test
  void readsPublishedRunsFromTheLedger(@TempDir Path root) {
    var ledger = Ledger.open(root.toString());
    for (int day = 1; day <= 4; day++) {
      var status = day == 2 ? RunStatus.FAILED : RunStatus.PUBLISHED;
      var runId = Runs.id("2026-03-0%dT06:00:00Z".formatted(day));
      ledger.closed(Runs.record(Runs.start("curate", runId, "2026-03-0" + day), status));
    }

    assertThat(Forecast.load(ledger, "curate", LogicalDate.parse("2026-03-05")))
        .contains(new Forecast(Duration.ofMinutes(5), Duration.ofMinutes(5), 3));
    assertThat(Forecast.load(ledger, "curate", LogicalDate.parse("2026-03-04"))).isEmpty();
  }
}
