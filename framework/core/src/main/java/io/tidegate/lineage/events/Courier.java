package io.tidegate.lineage.events;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One thread beside a run that keeps and sends events, so that the run waits for nothing but when
 * it asks, and then never longer in all than its patience. The thread does not keep the process
 * alive. A run hands it a few pieces of work, so that what waits for it has a bound.
 */
public final class Courier implements AutoCloseable {

  private final ScheduledThreadPoolExecutor thread;
  private long patience;
  private volatile boolean late;

  /**
   * @param patience how long the run waits in all
   */
  public Courier(Duration patience) {
    this.patience = patience.toNanos();
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              var courier = new Thread(work, "tidegate-lineage");
              courier.setDaemon(true);
              return courier;
            });
    thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
  }

  /** Does the work after all that was handed over before. */
  public <T> Future<T> hand(Callable<T> work) {
    return thread.submit(work);
  }

  /** Does the work again and again until closed; what it throws is nobody's business. */
  public void each(Duration interval, Callable<?> work) {
    long nanos = interval.toNanos();
    var unused =
        thread.scheduleWithFixedDelay(() -> quietly(work), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private static void quietly(Callable<?> work) {
    try {
      work.call();
    } catch (Exception | LinkageError e) {
      // said when it matters: at the end of the run
    }
  }

  /**
   * Waits for the work, as long as there is patience left.
   *
   * @throws TimeoutException when there is none; from then on {@link #inTime} is false
   * @throws ExecutionException with what the work threw
   */
  public <T> T await(Future<T> work) throws TimeoutException, ExecutionException {
    long begin = System.nanoTime();
    try {
      return work.get(Math.max(0, patience), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      late = true;
      throw new CancellationException("interrupted");
    } catch (TimeoutException e) {
      late = true;
      throw e;
    } finally {
      patience -= System.nanoTime() - begin;
    }
  }

  /** Whether the run still waits; asked by the work. */
  public boolean inTime() {
    return !late;
  }

  /** Ends the thread when it has done what it was handed; waits for nothing. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
