package io.tidegate.volume;

import io.tidegate.check.Outcome;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig.Previous;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The change in rows against the newest logical date that was published before. */
record PreviousCheck(Previous policy) {

  Outcome judge(long rows, LogicalDate date, VolumeHistory history) {
    if (policy.maxDrop().isEmpty() && policy.maxRise().isEmpty()) {
      return new Outcome.NotApplicable("neither max-drop nor max-rise is set");
    }
    var previous =
        history.published().stream()
            .filter(run -> run.logicalDate().compareTo(date) < 0)
            .findFirst();
    if (previous.isEmpty()) {
      return new Outcome.NotApplicable("nothing was published before " + date);
    }
    if (previous.get().rows() == 0) {
      return new Outcome.NotApplicable(
          "no rows were published for "
              + previous.get().logicalDate()
              + ": a change from 0 is no fraction");
    }
    return judge(rows, previous.get());
  }

  private Outcome judge(long rows, VolumeHistory.Published previous) {
    var base = BigDecimal.valueOf(previous.rows());
    var least = bound(base, policy.maxDrop(), -1, RoundingMode.CEILING);
    var most = bound(base, policy.maxRise(), 1, RoundingMode.FLOOR);
    boolean passed =
        (least.isEmpty() || rows >= least.getAsLong())
            && (most.isEmpty() || rows <= most.getAsLong());
    String expected = expected(least, most, previous);
    String actual = Amount.rows(rows) + ", " + change(base, rows);
    return passed ? new Outcome.Passed(expected, actual) : new Outcome.Failed(expected, actual);
  }

  // In decimals, since 1,000 x (1 + 0.15) in binary is a little less than 1,150.
  private static OptionalLong bound(
      BigDecimal base, OptionalDouble fraction, int sign, RoundingMode rounding) {
    if (fraction.isEmpty()) {
      return OptionalLong.empty();
    }
    var factor = BigDecimal.ONE.add(BigDecimal.valueOf(sign * fraction.getAsDouble()));
    return OptionalLong.of(base.multiply(factor).setScale(0, rounding).longValue());
  }

  private String expected(OptionalLong least, OptionalLong most, VolumeHistory.Published previous) {
    return bounds(least, most)
        + " ("
        + Amount.rows(previous.rows())
        + " on "
        + previous.logicalDate()
        + limits()
        + ")";
  }

  private static String bounds(OptionalLong least, OptionalLong most) {
    if (least.isPresent() && most.isPresent()) {
      return "between "
          + Amount.number(least.getAsLong())
          + " and "
          + Amount.rows(most.getAsLong());
    }
    return least.isPresent()
        ? "at least " + Amount.rows(least.getAsLong())
        : "at most " + Amount.rows(most.getAsLong());
  }

  private String limits() {
    var limits = new ArrayList<String>(List.of(""));
    limit(policy.maxDrop()).ifPresent(drop -> limits.add("at most " + drop + " fewer"));
    limit(policy.maxRise()).ifPresent(rise -> limits.add("at most " + rise + " more"));
    return String.join(", ", limits);
  }

  private static Optional<String> limit(OptionalDouble fraction) {
    return fraction.isEmpty()
        ? Optional.empty()
        : Optional.of(Amount.percent(BigDecimal.valueOf(fraction.getAsDouble())));
  }

  private static String change(BigDecimal base, long rows) {
    var difference = BigDecimal.valueOf(rows).subtract(base);
    var percent = difference.abs().movePointRight(2).divide(base, 1, RoundingMode.HALF_UP);
    return switch (difference.signum()) {
      case 0 -> "as many";
      case 1 -> Amount.number(percent) + " % more";
      default -> Amount.number(percent) + " % fewer";
    };
  }
}
