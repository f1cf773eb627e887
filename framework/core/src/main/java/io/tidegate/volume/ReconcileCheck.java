package io.tidegate.volume;

import io.tidegate.check.Outcome;
import io.tidegate.config.OutputConfig.Reconcile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/**
 * Rows out, quarantined ones included, against the rows of one input. The bounds are multiplied
 * out, so an input without rows passes when nothing came out of it.
 */
record ReconcileCheck(Reconcile policy) {

  Outcome judge(Amounts amounts) {
    var in = amounts.inputRows().getOrDefault(policy.input(), OptionalLong.empty());
    if (in.isEmpty()) {
      return new Outcome.CouldNotMeasure(
          "the number of rows of the input '" + policy.input() + "' is not known");
    }
    var out = BigDecimal.valueOf(amounts.rows()).add(BigDecimal.valueOf(amounts.quarantined()));
    var rowsIn = BigDecimal.valueOf(in.getAsLong());
    boolean passed =
        out.compareTo(rowsIn.multiply(BigDecimal.valueOf(policy.minRatio()))) >= 0
            && out.compareTo(rowsIn.multiply(BigDecimal.valueOf(policy.maxRatio()))) <= 0;
    String actual = actual(amounts, out, rowsIn);
    return passed ? new Outcome.Passed(expected(), actual) : new Outcome.Failed(expected(), actual);
  }

  private String expected() {
    return "between "
        + Amount.number(BigDecimal.valueOf(policy.minRatio()))
        + " and "
        + Amount.number(BigDecimal.valueOf(policy.maxRatio()))
        + " rows out for each row of '"
        + policy.input()
        + "'";
  }

  private static String actual(Amounts amounts, BigDecimal out, BigDecimal in) {
    String rows = Amount.rows(out.longValueExact()) + " out";
    if (amounts.quarantined() > 0) {
      rows += ", " + Amount.number(amounts.quarantined()) + " of them quarantined";
    }
    rows += ", " + Amount.rows(in.longValueExact()) + " in";
    return in.signum() == 0
        ? rows
        : Amount.number(out.divide(in, 4, RoundingMode.HALF_UP)) + " (" + rows + ")";
  }
}
