package io.tidegate.eta;

import io.tidegate.check.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a run's deadlines while it is running, on one daemon thread of its own. Tells a listener
 * {@code warn-before} ahead of each deadline and again when it passes. What is due already when the
 * watch starts is told at once, except a warning for a runtime that is shorter than {@code
 * warn-before}, which would come with every run.
 */
public final class DeadlineWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeadlineWatch.class);

  private final EtaCheck check;
  private final Clock clock;
  private final Consumer<Finding> listener;
  private final Timer timer;

  private DeadlineWatch(EtaCheck check, Clock clock, Consumer<Finding> listener, Timer timer) {
    this.check = check;
    this.clock = clock;
    this.listener = listener;
    this.timer = timer;
  }

  /**
   * @param warnBefore zero for no warning ahead
   * @param listener called on the watch's thread; what it throws is logged and nothing else
   */
  public static DeadlineWatch start(
      EtaCheck check, Duration warnBefore, Clock clock, Consumer<Finding> listener) {
    return start(check, warnBefore, clock, listener, new ThreadTimer());
  }

  static DeadlineWatch start(
      EtaCheck check, Duration warnBefore, Clock clock, Consumer<Finding> listener, Timer timer) {
    var watch = new DeadlineWatch(check, clock, listener, timer);
    check.deadlines().applicable().forEach(deadline -> watch.schedule(deadline, warnBefore));
    return watch;
  }

  private void schedule(Deadline deadline, Duration warnBefore) {
    var now = clock.instant();
    var warnAt = deadline.at().minus(warnBefore);
    boolean everyRun =
        deadline.kind() == Deadline.Kind.MAX_RUNTIME
            && !warnAt.isAfter(check.deadlines().started());
    if (!warnBefore.isZero() && now.isBefore(deadline.at()) && !everyRun) {
      schedule(warnAt, now, deadline, check::near);
    }
    schedule(deadline.at(), now, deadline, check::missed);
  }

  private void schedule(
      Instant at, Instant now, Deadline deadline, BiFunction<Deadline, Instant, Finding> finding) {
    var delay = Duration.between(now, at);
    timer.after(
        delay.isNegative() ? Duration.ZERO : delay,
        () -> tell(finding.apply(deadline, clock.instant())));
  }

  private void tell(Finding finding) {
    try {
      listener.accept(finding);
    } catch (RuntimeException e) {
      LOG.warn("could not report that a deadline is near or missed: {}", finding, e);
    }
  }

  /**
   * When it returns, the listener is not called again; a call in progress is waited for a while.
   */
  @Override
  public void close() {
    timer.close();
  }

  /** Runs tasks later. */
  interface Timer extends AutoCloseable {
    void after(Duration delay, Runnable task);

    @Override
    void close();
  }

  private static final class ThreadTimer implements Timer {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var thread = new Thread(task, "tidegate-deadline-watch");
              thread.setDaemon(true);
              return thread;
            });

    ThreadTimer() {
      executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void after(Duration delay, Runnable task) {
      // Rounded up: a deadline is not missed a moment before it.
      long millis = delay.plusNanos(999_999).toMillis();
      var unused = executor.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    /** Does not interrupt: that would break a listener's write to the ledger in the middle. */
    @Override
    public void close() {
      executor.shutdown();
      try {
        var unused = executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
