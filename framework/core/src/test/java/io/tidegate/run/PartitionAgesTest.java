package io.tidegate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.publish.TablePartition;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PartitionAgesTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration KEEP = Duration.ofDays(10);

  @Test
  void aDayIsPastOnceItsLastMomentIs() {
    assertThat(past("2024-03-11T23:59:59Z", DAY, "2024-02-29", "2024-03-01"))
        .containsExactly("2024-02-29");
    assertThat(past("2024-03-12T00:00:00Z", DAY, "2024-02-29", "2024-03-01", "2024-03-02"))
        .containsExactly("2024-02-29", "2024-03-01");
  }

  @Test
  void aMonthIsPastOnceItsLastMomentIs() {
    assertThat(past("2024-03-10T23:59:59Z", DAY, "2024-01", "2024-02")).containsExactly("2024-01");
    assertThat(past("2024-03-11T00:00:00Z", DAY, "2024-02")).containsExactly("2024-02");
  }

  @Test
  void aMomentBeginsAnInterval() {
    Duration hour = Duration.ofHours(1);
    String[] five = {
      "2024-03-01T05:00:00Z", "2024-03-01T05:00Z", "2024-03-01 05:00:00", "2024-03-01T06:00+01:00"
    };
    assertThat(past("2024-03-11T05:59:59Z", hour, five)).isEmpty();
    assertThat(past("2024-03-11T06:00:00Z", hour, five)).containsExactly(five);
  }

  @Test
  void aWeeksRowsUnderItsFirstDayAreAWeekYounger() {
    assertThat(past("2024-03-17T23:59:59Z", Duration.ofDays(7), "2024-03-01")).isEmpty();
    assertThat(past("2024-03-18T00:00:00Z", Duration.ofDays(7), "2024-03-01"))
        .containsExactly("2024-03-01");
  }

  @Test
  void whatNamesNoTimeStays() {
    String[] odd = {
      "20240301", "2024", "2024-3-1", "2024-02-30", "unknown", "", "+999999999-12-31", "1"
    };
    PartitionAges ages = ages("2024-03-12T00:00:00Z", DAY, odd);
    assertThat(ages.past()).isEmpty();
    assertThat(ages.undated())
        .extracting(partition -> partition.value().orElse("null"))
        .containsExactly(odd);
    var none = new TablePartition(Optional.empty(), 1, 1, OptionalLong.of(1));
    assertThat(PartitionAges.of(List.of(none), KEEP, DAY, Instant.EPOCH).undated())
        .containsExactly(none);
  }

  private static List<String> past(String now, Duration interval, String... values) {
    PartitionAges ages = ages(now, interval, values);
    assertThat(ages.undated()).isEmpty();
    return ages.past().stream().map(partition -> partition.value().orElseThrow()).toList();
  }

  private static PartitionAges ages(String now, Duration interval, String... values) {
    return PartitionAges.of(
        Arrays.stream(values)
            .map(value -> new TablePartition(Optional.of(value), 1, 1, OptionalLong.of(1)))
            .toList(),
        KEEP,
        interval,
        Instant.parse(now));
  }
}
