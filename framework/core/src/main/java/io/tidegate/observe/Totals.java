package io.tidegate.observe;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.util.AccumulatorV2;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks' rows came to, a set of {@link Running} for each task that succeeded. Public for
 * the code that Spark compiles.
 */
public final class Totals extends AccumulatorV2<Running[], List<Running[]>> {

  private final List<Total.Kind> kinds;
  private final List<Running[]> ofTasks = new ArrayList<>();

  Totals(List<Total.Kind> kinds) {
    this.kinds = new ArrayList<>(kinds);
  }

  List<Total.Kind> kinds() {
    return List.copyOf(kinds);
  }

  /** For a partition; they are added when its task ends. */
  public Running[] begin() {
    Running[] running = fresh();
    @Nullable TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener((TaskCompletionListener) ended -> add(running));
    }
    return running;
  }

  private Running[] fresh() {
    return kinds.stream().map(Total.Kind::begin).toArray(Running[]::new);
  }

  /** Of all tasks together, in the order of the kinds. */
  Running[] merged() {
    Running[] all = fresh();
    for (Running[] task : value()) {
      for (int i = 0; i < all.length; i++) {
        all[i].merge(task[i]);
      }
    }
    return all;
  }

  @Override
  public boolean isZero() {
    return ofTasks.isEmpty();
  }

  @Override
  public AccumulatorV2<Running[], List<Running[]>> copy() {
    var copy = new Totals(kinds);
    copy.ofTasks.addAll(ofTasks);
    return copy;
  }

  @Override
  public void reset() {
    ofTasks.clear();
  }

  @Override
  public void add(Running[] running) {
    ofTasks.add(running);
  }

  @Override
  public void merge(AccumulatorV2<Running[], List<Running[]>> other) {
    ofTasks.addAll(other.value());
  }

  @Override
  public List<Running[]> value() {
    return List.copyOf(ofTasks);
  }
}
