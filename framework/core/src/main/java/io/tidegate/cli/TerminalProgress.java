package io.tidegate.cli;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.run.RunListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.sql.SparkSession;

/**
 * One line on standard error that says what the run is doing. On a terminal it rewrites itself;
 * elsewhere it is printed when the step changes, so that a log stays short.
 */
final class TerminalProgress implements RunListener, AutoCloseable {

  private static final String CLEAR = "\r\033[K";

  private final SparkSession spark;
  private final PrintStream err;
  private final boolean rewrites;
  private final long begin = System.nanoTime();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(TerminalProgress::daemon);
  private volatile String doing = "";

  private TerminalProgress(SparkSession spark, PrintStream err, boolean rewrites) {
    this.spark = spark;
    this.err = err;
    this.rewrites = rewrites;
  }

  static TerminalProgress start(SparkSession spark) {
    var progress = new TerminalProgress(spark, System.err, System.console() != null);
    if (progress.rewrites) {
      progress.timer.scheduleAtFixedRate(progress::rewrite, 500, 500, TimeUnit.MILLISECONDS);
    }
    return progress;
  }

  @Override
  public void step(String step, String detail) {
    doing = detail.isEmpty() ? step : step + " " + detail;
    if (!rewrites) {
      err.println(line());
    }
  }

  @Override
  public void warned(Finding finding) {
    String text =
        finding.outcome() instanceof Outcome.Failed failed
            ? failed.actual() + "; expected " + failed.expected()
            : finding.outcome().toString();
    note("warning: " + finding.check() + ": " + text);
  }

  @Override
  public void note(String text) {
    err.println((rewrites ? CLEAR : "") + "tidegate: " + text);
  }

  private void rewrite() {
    if (!doing.isEmpty()) {
      err.print(CLEAR + line());
      err.flush();
    }
  }

  private String line() {
    long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    return "[%3d s] %s%s".formatted(seconds, doing, tasks());
  }

  private String tasks() {
    var tracker = spark.sparkContext().statusTracker();
    int done = 0;
    int all = 0;
    for (int stage : tracker.getActiveStageIds()) {
      var info = tracker.getStageInfo(stage);
      if (info.isDefined()) {
        SparkStageInfo known = info.get();
        done += known.numCompletedTasks();
        all += known.numTasks();
      }
    }
    return all == 0 ? "" : ", %d of %d tasks".formatted(done, all);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    if (rewrites && !doing.isEmpty()) {
      err.print(CLEAR);
      err.flush();
    }
    doing = "";
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "tidegate-progress");
    thread.setDaemon(true);
    return thread;
  }
}
