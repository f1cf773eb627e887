package io.tidegate.volume;

import java.util.Arrays;
import java.util.List;

/**
 * What is usual, from past amounts: the median and the median absolute deviation, scaled by 1.4826
 * to estimate a standard deviation (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993).
 * One odd day in the past moves neither much.
 *
 * @param lower the least that is usual, never below 0
 */
record Baseline(double median, double lower, double upper, int runs) {

  private static final double SCALE = 1.4826;

  /** Amounts that never varied still may, by this share of the median. */
  private static final double FLOOR = 0.01;

  /**
   * @param past at least one amount
   * @param tolerance how many scaled deviations from the median are usual
   */
  static Baseline of(List<Long> past, double tolerance) {
    double[] amounts = past.stream().mapToDouble(Long::doubleValue).toArray();
    double median = median(amounts);
    double mad = median(Arrays.stream(amounts).map(a -> Math.abs(a - median)).toArray());
    double deviation = Math.max(Math.max(mad * SCALE, median * FLOOR), 1);
    double reach = tolerance * deviation;
    return new Baseline(median, Math.max(0, median - reach), median + reach, amounts.length);
  }

  boolean holds(long amount) {
    return amount >= Math.floor(lower) && amount <= Math.ceil(upper);
  }

  private static double median(double[] amounts) {
    double[] sorted = amounts.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
