package io.tidegate.volume;

import io.tidegate.check.Outcome;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig.Baseline;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.format.TextStyle;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * The rows against those of the last published runs: usual is what lies within {@code tolerance}
 * scaled median absolute deviations of the median (B. Iglewicz and D. C. Hoaglin, "How to Detect
 * and Handle Outliers", 1993). Median and deviation are not moved by the few odd days that are in
 * every history.
 *
 * <p>The bounds are never closer to the median than 1 % of it, nor than one row: a history whose
 * runs are all alike has a deviation of 0, and would otherwise make every other number unusual.
 */
record BaselineCheck(Baseline policy) {

  /** Makes the median absolute deviation of a normal distribution its standard deviation. */
  private static final BigDecimal SCALE = new BigDecimal("1.4826");

  private static final BigDecimal LEAST_FRACTION = new BigDecimal("0.01");

  Outcome judge(long rows, LogicalDate date, VolumeHistory history) {
    var past = comparable(date, history);
    if (past.isEmpty() || past.size() < policy.minHistory()) {
      return new Outcome.NotApplicable(
          Amount.runs(past.size())
              + weekday(date)
              + " before "
              + date
              + ", and the baseline needs "
              + Amount.number(Math.max(1, policy.minHistory())));
    }
    return judge(rows, past, date);
  }

  private List<BigDecimal> comparable(LogicalDate date, VolumeHistory history) {
    var seen = new HashSet<LogicalDate>();
    return history.published().stream()
        .filter(run -> run.logicalDate().compareTo(date) < 0)
        .filter(run -> !policy.sameWeekday() || sameWeekday(run.logicalDate(), date))
        .filter(run -> seen.add(run.logicalDate()))
        .limit(policy.window())
        .map(run -> BigDecimal.valueOf(run.rows()))
        .toList();
  }

  private static boolean sameWeekday(LogicalDate one, LogicalDate other) {
    return one.dayOfWeek() == other.dayOfWeek();
  }

  private Outcome judge(long rows, List<BigDecimal> past, LogicalDate date) {
    var median = median(past);
    var reach = reach(past, median);
    var least = median.subtract(reach).max(BigDecimal.ZERO).setScale(0, RoundingMode.CEILING);
    var most = median.add(reach).setScale(0, RoundingMode.FLOOR);
    var actual = BigDecimal.valueOf(rows);
    boolean passed = actual.compareTo(least) >= 0 && actual.compareTo(most) <= 0;
    String expected =
        "between %s and %s rows (median %s of %s%s, tolerance %s)"
            .formatted(
                Amount.number(least),
                Amount.number(most),
                Amount.number(median),
                Amount.runs(past.size()),
                weekday(date),
                Amount.number(BigDecimal.valueOf(policy.tolerance())));
    return passed
        ? new Outcome.Passed(expected, Amount.rows(rows))
        : new Outcome.Failed(expected, Amount.rows(rows));
  }

  private BigDecimal reach(List<BigDecimal> past, BigDecimal median) {
    var deviation = median(past.stream().map(rows -> rows.subtract(median).abs()).toList());
    return deviation
        .multiply(SCALE)
        .multiply(BigDecimal.valueOf(policy.tolerance()))
        .max(median.multiply(LEAST_FRACTION))
        .max(BigDecimal.ONE);
  }

  private static BigDecimal median(List<BigDecimal> values) {
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : sorted.get(middle - 1).add(sorted.get(middle)).divide(BigDecimal.valueOf(2));
  }

  private String weekday(LogicalDate date) {
    return policy.sameWeekday()
        ? " on a " + date.dayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
        : "";
  }
}
