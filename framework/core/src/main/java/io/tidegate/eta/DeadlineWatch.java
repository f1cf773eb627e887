package io.tidegate.eta;

import io.tidegate.check.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Raises a finding while a run is still going on: once some time before a deadline, once at it. The
 * listener is called on the watch's own thread; what it throws hurts neither the run nor the watch.
 */
public final class DeadlineWatch implements AutoCloseable {

  private final EtaCheck check;
  private final Clock clock;
  private final Consumer<Finding> listener;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DeadlineWatch::daemon);

  private DeadlineWatch(EtaCheck check, Clock clock, Consumer<Finding> listener) {
    this.check = check;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * @param warnBefore how long before a deadline the first finding is raised; one that would be in
   *     the past is left out
   */
  public static DeadlineWatch start(
      EtaCheck check, Duration warnBefore, Clock clock, Consumer<Finding> listener) {
    var watch = new DeadlineWatch(check, clock, listener);
    for (Deadline deadline : check.open()) {
      watch.at(deadline.at().minus(warnBefore), now -> check.soon(deadline, now));
      watch.at(deadline.at(), now -> check.missed(deadline, now));
    }
    return watch;
  }

  private void at(Instant time, Function<Instant, Finding> finding) {
    Duration wait = Duration.between(clock.instant(), time);
    if (!wait.isNegative()) {
      timer.schedule(
          () -> listener.accept(finding.apply(clock.instant())),
          wait.toMillis(),
          TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "tidegate-deadline");
    thread.setDaemon(true);
    return thread;
  }
}
