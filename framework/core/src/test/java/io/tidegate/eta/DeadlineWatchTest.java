package io.tidegate.eta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlineWatchTest {

  private static final Instant LAND_BY = Instant.parse("2020-03-23T10:00:00Z");
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final String BY = "by 2020-03-23 06:00 America/New_York (land-by)";

  private final List<Finding> told = new ArrayList<>();

  @Test
  void tellsBeforeTheDeadlineAndAtIt() {
    var time = new FakeTime(LAND_BY.minus(Duration.ofHours(1)));
    watch(time, Optional.empty(), QUARTER);

    time.passTo(LAND_BY.minus(QUARTER).minusMillis(1));
    assertThat(told).isEmpty();
    time.passTo(LAND_BY.minusMillis(1));
    assertThat(told).containsExactly(near("land-by", BY, "still running 15m before"));
    time.passTo(LAND_BY.plus(Duration.ofDays(2)));
    assertThat(told)
        .containsExactly(
            near("land-by", BY, "still running 15m before"),
            missed("land-by", BY, "still running at 2020-03-23 06:00 America/New_York"));
  }

  @Test
  void watchesBothDeadlines() {
    var time = new FakeTime(LAND_BY.minus(Duration.ofHours(1)));
    watch(time, Optional.of(Duration.ofMinutes(20)), QUARTER);

    time.passTo(LAND_BY);

    var runtime = "by 2020-03-23 05:20 America/New_York (max-runtime)";
    assertThat(told)
        .containsExactly(
            near("max-runtime", runtime, "still running 15m before"),
            missed("max-runtime", runtime, "still running at 2020-03-23 05:20 America/New_York"),
            near("land-by", BY, "still running 15m before"),
            missed("land-by", BY, "still running at 2020-03-23 06:00 America/New_York"));
  }

  @Test
  void aRunThatStartsNearItsDeadlineIsToldAtOnce() {
    var time = new FakeTime(LAND_BY.minus(Duration.ofMinutes(4)));
    watch(time, Optional.empty(), QUARTER);

    time.passTo(time.instant());

    assertThat(told).containsExactly(near("land-by", BY, "still running 4m before"));
  }

  @Test
  void aRunThatStartsLateIsToldAtOnceThatItMissedItsDeadline() {
    var time = new FakeTime(LAND_BY.plus(Duration.ofMinutes(4)));
    watch(time, Optional.empty(), QUARTER);

    time.passTo(time.instant());

    assertThat(told)
        .containsExactly(
            missed("land-by", BY, "still running at 2020-03-23 06:04 America/New_York"));
  }

  @Test
  void aShortRuntimeIsNotWarnedOfWithEveryRun() {
    var time = new FakeTime(LAND_BY.minus(Duration.ofHours(1)));
    watch(time, Optional.of(QUARTER), QUARTER);

    time.passTo(LAND_BY.minus(Duration.ofMinutes(30)));

    assertThat(told)
        .containsExactly(
            missed(
                "max-runtime",
                "by 2020-03-23 05:15 America/New_York (max-runtime)",
                "still running at 2020-03-23 05:15 America/New_York"));
  }

  @Test
  void withoutAWarningItTellsAtTheDeadlineOnly() {
    var time = new FakeTime(LAND_BY.minus(Duration.ofHours(1)));
    watch(time, Optional.empty(), Duration.ZERO);

    time.passTo(LAND_BY);

    assertThat(told).extracting(Finding::severity).containsExactly(Severity.HOLD);
  }

  @Test
  void aBackfillIsNotWatched() {
    var time = new FakeTime(LAND_BY.plus(Duration.ofDays(9)));
    watch(time, Optional.empty(), QUARTER);

    time.passTo(LAND_BY.plus(Duration.ofDays(99)));

    assertThat(told).isEmpty();
  }

  @Test
  void nothingIsToldAfterItIsClosed() {
    var time = new FakeTime(LAND_BY.minus(Duration.ofHours(1)));
    var watch = watch(time, Optional.empty(), QUARTER);
    time.passTo(LAND_BY.minus(QUARTER));
    watch.close();
    watch.close();

    time.passTo(LAND_BY.plus(Duration.ofDays(1)));

    assertThat(told).hasSize(1);
  }

  @Test
  void aListenerThatThrowsIsToldAgain() {
    var time = new FakeTime(LAND_BY.minus(Duration.ofHours(1)));
    DeadlineWatch.start(
        EtaCheckTest.check(time.instant(), Optional.empty()),
        QUARTER,
        time,
        finding -> {
          told.add(finding);
          throw new IllegalStateException("the ledger is away");
        },
        time);

    assertThatCode(() -> time.passTo(LAND_BY)).doesNotThrowAnyException();
    assertThat(told).hasSize(2);
  }

  @Test
  void theRealTimerRunsOnOneDaemonThread() throws InterruptedException {
    var threads = new CopyOnWriteArrayList<Thread>();
    var both = new CountDownLatch(2);
    var started = Instant.now();
    var check = check(started, Duration.ofMillis(200));
    try (var watch =
        DeadlineWatch.start(
            check,
            Duration.ofMillis(100),
            Clock.systemUTC(),
            finding -> {
              threads.add(Thread.currentThread());
              told.add(finding);
              both.countDown();
              throw new IllegalStateException("no matter");
            })) {
      assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(told).extracting(Finding::severity).containsExactly(Severity.WARN, Severity.HOLD);
    assertThat(threads.get(0)).isSameAs(threads.get(1));
    assertThat(threads.get(0).isDaemon()).isTrue();
    assertThat(threads.get(0).getName()).isEqualTo("tidegate-deadline-watch");
    threads.get(0).join(20_000);
    assertThat(threads.get(0).isAlive()).isFalse();
  }

  @Test
  void closingTheRealTimerWaitsForTheListenerWithoutInterruptingIt() throws InterruptedException {
    var entered = new CountDownLatch(1);
    var finished = new CountDownLatch(1);
    var watch =
        DeadlineWatch.start(
            check(Instant.now().minusSeconds(60), Duration.ofSeconds(1)),
            Duration.ZERO,
            Clock.systemUTC(),
            finding -> {
              entered.countDown();
              try {
                Thread.sleep(200);
                finished.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();

    watch.close();

    assertThat(finished.getCount()).isZero();
  }

  private DeadlineWatch watch(FakeTime time, Optional<Duration> longest, Duration warnBefore) {
    return DeadlineWatch.start(
        EtaCheckTest.check(time.instant(), longest), warnBefore, time, told::add, time);
  }

  private static EtaCheck check(Instant started, Duration longest) {
    var deadline = Deadline.maxRuntime(longest, started, ZoneId.of("UTC"));
    var deadlines = new Deadlines(started, Optional.empty(), Optional.of(deadline), false);
    return new EtaCheck("curate", deadlines, Severity.HOLD);
  }

  private static Finding near(String check, String expected, String actual) {
    return EtaCheckTest.finding(check, Severity.WARN, new Outcome.Failed(expected, actual));
  }

  private static Finding missed(String check, String expected, String actual) {
    return EtaCheckTest.finding(check, Severity.HOLD, new Outcome.Failed(expected, actual));
  }

  /** A clock that stands still until it is moved, and runs what is due on the way. */
  private static final class FakeTime extends Clock implements DeadlineWatch.Timer {

    private record Task(Instant at, Runnable task) {}

    private final List<Task> tasks = new ArrayList<>();
    private Instant now;

    FakeTime(Instant now) {
      this.now = now;
    }

    void passTo(Instant until) {
      var due =
          tasks.stream()
              .filter(task -> !task.at().isAfter(until))
              .sorted(Comparator.comparing(Task::at))
              .toList();
      tasks.removeAll(due);
      for (var task : due) {
        now = task.at().isAfter(now) ? task.at() : now;
        task.task().run();
      }
      now = until;
    }

    @Override
    public void after(Duration delay, Runnable task) {
      tasks.add(new Task(now.plus(delay), task));
    }

    @Override
    public void close() {
      tasks.clear();
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
}
