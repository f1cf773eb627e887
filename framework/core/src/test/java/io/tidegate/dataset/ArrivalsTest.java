package io.tidegate.dataset;

import static io.tidegate.dataset.ResolvedInputs.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.FilesConfig;
import io.tidegate.config.FilesConfig.ChangedFiles;
import io.tidegate.config.FilesConfig.Ready;
import io.tidegate.config.FilesConfig.Take;
import io.tidegate.config.Format;
import io.tidegate.config.InputConfig;
import io.tidegate.problem.TransientException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalsTest {

  private static final Instant START = Instant.parse("2024-03-01T06:00:00Z");

  private final Path dir;
  private final Time time = new Time();
  private final Arrivals arrivals = new Arrivals(new Configuration(), time, time::sleep);

  ArrivalsTest(@TempDir Path dir) {
    this.dir = dir;
  }

  /** Passes as it is slept, and does what is due meanwhile. */
  private static final class Time extends Clock {

    private Instant now = START;
    private final Map<Instant, Runnable> due = new TreeMap<>();

    void at(int seconds, Runnable work) {
      due.put(START.plusSeconds(seconds), work);
    }

    void sleep(Duration duration) {
      now = now.plus(duration);
      due.entrySet().stream()
          .filter(e -> !e.getKey().isAfter(now))
          .forEach(e -> e.getValue().run());
      due.keySet().removeIf(moment -> !moment.isAfter(now));
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  private InputConfig input(String marker, int stableFor, int within, long minFiles) {
    var ready =
        new Ready(
            Optional.of(marker).filter(text -> !text.isEmpty()).map(name -> dir + "/" + name),
            Optional.of(stableFor).filter(s -> s > 0).map(Duration::ofSeconds),
            Duration.ofSeconds(within),
            minFiles);
    return InputConfigs.of(Format.CSV, dir)
        .files(
            new FilesConfig(
                FilesConfig.NONE.rejects(),
                Take.ALL,
                ChangedFiles.REJECT,
                Optional.of(ready),
                Optional.empty()))
        .config();
  }

  private void put(String name, String... lines) {
    var unused = write(dir.resolve(name), lines);
  }

  @Test
  void whatIsReadyIsNotWaitedFor() {
    put("1.csv", "a");
    put("_SUCCESS");
    assertThat(arrivals.await(input("_SUCCESS", 0, 60, 1), START)).isEmpty();
    assertThat(arrivals.await(InputConfigs.of(Format.CSV, "/nowhere").config(), START)).isEmpty();
  }

  @Test
  void waitsForAMarkerOfAnyName() {
    put("1.csv", "a");
    time.at(35, () -> put("done-7.marker"));
    assertThat(arrivals.await(input("done-*.marker", 0, 60, 1), START))
        .contains(Duration.ofSeconds(40));
  }

  @Test
  void waitsUntilTheFilesAreStable() {
    put("1.csv", "a");
    time.at(10, () -> put("1.csv", "a", "b"));
    time.at(20, () -> put("2.csv", "a"));
    assertThat(arrivals.await(input("", 30, 600, 1), START)).contains(Duration.ofSeconds(54));
  }

  @Test
  void saysAllThatIsMissingWhenTheTimeIsOver() {
    put("1.csv", "a");
    time.at(55, () -> put("1.csv", "a", "b"));
    assertThatThrownBy(() -> arrivals.await(input("_SUCCESS", 30, 60, 3), START))
        .isInstanceOf(TransientException.class)
        .hasMessage(
            "input 'in' is not complete after 1m: there is no "
                + dir
                + "/_SUCCESS; of 3 files 1 is there; the files changed 0s ago");
    assertThat(time.instant()).isEqualTo(START.plusSeconds(60));
  }

  /** What another input has waited counts: the run has one time to be late. */
  @Test
  void theTimeCountsFromTheStart() {
    time.sleep(Duration.ofSeconds(50));
    assertThatThrownBy(() -> arrivals.await(input("", 0, 60, 1), START))
        .hasMessage("input 'in' is not complete after 1m: of 1 file 0 are there");
    assertThat(time.instant()).isEqualTo(START.plusSeconds(60));
  }
}
