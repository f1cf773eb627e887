package io.tidegate.eta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0ms",
    "PT0.34S, 340ms",
    "PT1S, 1s",
    "PT1.5S, 2s",
    "PT59.6S, 1m",
    "PT1H0M5S, 1h 5s",
    "P1DT2H3M4S, 1d 2h 3m 4s",
    "P400D, 400d"
  })
  void durationsAsAPersonReadsThem(Duration duration, String text) {
    assertThat(Time.show(duration)).isEqualTo(text);
  }
}
