package io.tidegate.dataset;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.shuffle.FetchFailedException;
import scala.collection.JavaConverters;

/**
 * Faults that happen once for each name. Tasks run in the test's JVM, where a new copy of a UDF is
 * made for each of them, so that only the class can remember.
 */
public final class Sabotage {

  private static final Set<String> DONE = ConcurrentHashMap.newKeySet();

  private static final Map<String, CountDownLatch> LATCHES = new ConcurrentHashMap<>();

  private Sabotage() {}

  public static boolean happened(String name) {
    return DONE.contains(name);
  }

  /** Fails the task's first attempt. */
  public static boolean failTask(String name) {
    if (DONE.add(name)) {
      throw new IllegalStateException("the first attempt fails");
    }
    return true;
  }

  /**
   * Loses every output of the shuffle that the calling task reads, so that its map stage must run
   * again.
   */
  public static boolean loseShuffle(String name) throws FetchFailedException {
    if (DONE.add(name)) {
      var tracker = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
      int shuffle = newestComplete(tracker);
      tracker.unregisterAllMapAndMergeOutput(shuffle);
      int partition = TaskContext.getPartitionId();
      throw new FetchFailedException(null, shuffle, 0L, -1, partition, "lost by the test", null);
    }
    return true;
  }

  /**
   * Makes Spark run the second of two partitions twice at the same time: the first partition loses
   * its shuffle while the second runs, so that both are tried again, and the second's first attempt
   * waits for the other. To be called for each row of a stage that reads a shuffle.
   */
  public static boolean duplicateTask(String name) throws FetchFailedException {
    boolean first = TaskContext.get().stageAttemptNumber() == 0;
    if (TaskContext.getPartitionId() == 1) {
      latch(name + (first ? ": first" : ": second")).countDown();
      return !first || await(name + ": second");
    }
    return !first || (await(name + ": first") && loseShuffle(name));
  }

  private static CountDownLatch latch(String name) {
    return LATCHES.computeIfAbsent(name, key -> new CountDownLatch(1));
  }

  private static boolean await(String name) {
    try {
      if (latch(name).await(2, TimeUnit.MINUTES)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("waited in vain for " + name);
  }

  /**
   * Loses what the other partitions wrote to the shuffle that the calling task writes, as soon as
   * one of them is done, so that the stage runs again for them. Two partitions, and the second is
   * the one that does it.
   */
  public static boolean loseWritten(String name) throws InterruptedException {
    if (TaskContext.getPartitionId() == 1 && DONE.add(name)) {
      var tracker = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
      int shuffle = newestPartial(tracker);
      for (int i = 0; i < 600 && shuffle < 0; i++) {
        TimeUnit.MILLISECONDS.sleep(100);
        shuffle = newestPartial(tracker);
      }
      tracker.unregisterAllMapAndMergeOutput(shuffle);
    }
    return true;
  }

  /** Negative when there is none. */
  private static int newestPartial(MapOutputTrackerMaster tracker) {
    return JavaConverters.mapAsJavaMap(tracker.shuffleStatuses()).entrySet().stream()
        .filter(e -> e.getValue().numAvailableMapOutputs() > 0)
        .filter(e -> e.getValue().numAvailableMapOutputs() < e.getValue().mapStatuses().length)
        .mapToInt(e -> (Integer) e.getKey())
        .max()
        .orElse(-1);
  }

  /** The task's own shuffle, if it writes one, is newer and not complete. */
  private static int newestComplete(MapOutputTrackerMaster tracker) {
    return JavaConverters.mapAsJavaMap(tracker.shuffleStatuses()).entrySet().stream()
        .filter(e -> e.getValue().numAvailableMapOutputs() == e.getValue().mapStatuses().length)
        .mapToInt(e -> (Integer) e.getKey())
        .max()
        .orElseThrow();
  }
}
