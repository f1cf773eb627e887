package io.tidegate.dataset;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * The counts of every split that was read to its end, by split. A split always holds the same rows,
 * so that a second count of it (a retried task, a recomputed stage, a self-join, a second action)
 * replaces the first and adds nothing.
 */
final class ScanCounts extends AccumulatorV2<SplitCount, Map<SplitCount.Split, SplitCount>> {

  private static final long serialVersionUID = 1L;

  private final ConcurrentHashMap<SplitCount.Split, SplitCount> counts = new ConcurrentHashMap<>();

  @Override
  public boolean isZero() {
    return counts.isEmpty();
  }

  @Override
  public ScanCounts copy() {
    var copy = new ScanCounts();
    copy.counts.putAll(counts);
    return copy;
  }

  @Override
  public void reset() {
    counts.clear();
  }

  @Override
  public void add(SplitCount count) {
    counts.put(count.split(), count);
  }

  @Override
  public void merge(AccumulatorV2<SplitCount, Map<SplitCount.Split, SplitCount>> other) {
    counts.putAll(other.value());
  }

  @Override
  public Map<SplitCount.Split, SplitCount> value() {
    return Map.copyOf(counts);
  }
}
