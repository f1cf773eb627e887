package io.tidegate.quality;

import java.util.List;

/** What published runs measured, for thresholds that look back. */
@FunctionalInterface
public interface MetricHistory {

  MetricHistory NONE = (metric, runs) -> List.of();

  /**
   * @param metric a name as in {@link io.tidegate.check.Measures}
   * @return the values of the last published runs that measured it, newest first, at most so many
   */
  List<Double> last(String metric, int runs);
}
