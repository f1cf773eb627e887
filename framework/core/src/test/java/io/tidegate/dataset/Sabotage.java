package io.tidegate.dataset;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.shuffle.FetchFailedException;
import scala.collection.JavaConverters;

/**
 * Faults that happen once for each name. Tasks run in the test's JVM, where a new copy of a UDF is
 * made for each of them, so that only the class can remember.
 */
final class Sabotage {

  private static final Set<String> DONE = ConcurrentHashMap.newKeySet();

  private Sabotage() {}

  static boolean happened(String name) {
    return DONE.contains(name);
  }

  /** Fails the task's first attempt. */
  static boolean failTask(String name) {
    if (DONE.add(name)) {
      throw new IllegalStateException("the first attempt fails");
    }
    return true;
  }

  /**
   * Loses every output of the shuffle that the calling task reads, so that its map stage must run
   * again.
   */
  static boolean loseShuffle(String name) throws FetchFailedException {
    if (DONE.add(name)) {
      var tracker = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
      int shuffle = newestComplete(tracker);
      tracker.unregisterAllMapAndMergeOutput(shuffle);
      int partition = TaskContext.getPartitionId();
      throw new FetchFailedException(null, shuffle, 0L, -1, partition, "lost by the test", null);
    }
    return true;
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
