package io.tidegate.observe;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks' rows came to, a set of {@link Running} for each task that succeeded. Public for
 * the code that Spark compiles.
 */
public final class Totals implements Serializable {

  private final List<Total.Kind> kinds;
  private final CollectionAccumulator<Running[]> ofTasks;

  Totals(SparkContext context, List<Total.Kind> kinds) {
    this.kinds = kinds;
    this.ofTasks = context.collectionAccumulator();
  }

  /** For a partition; they are added when its task ends. */
  public Running[] begin() {
    Running[] running = fresh();
    @Nullable TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener((TaskCompletionListener) ended -> ofTasks.add(running));
    }
    return running;
  }

  private Running[] fresh() {
    return kinds.stream().map(Total.Kind::begin).toArray(Running[]::new);
  }

  /** Of all tasks together, in the order of the kinds. */
  Running[] merged() {
    Running[] all = fresh();
    for (Running[] task : ofTasks.value()) {
      for (int i = 0; i < all.length; i++) {
        all[i].merge(task[i]);
      }
    }
    return all;
  }

  void clear() {
    ofTasks.reset();
  }
}
