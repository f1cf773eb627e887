package io.tidegate.dataset;

import io.tidegate.config.RowLimit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/**
 * How many rows may be corrupt beside how many are.
 *
 * @param rows the good ones; empty when not every row was read
 * @param corrupt those that were read
 */
record RejectLimit(RowLimit max, OptionalLong rows, long corrupt) {

  /** A share is exceeded only once all rows are known. */
  boolean isExceeded() {
    if (max instanceof RowLimit.Share share) {
      return rows.isPresent() && corrupt > share.share() * all();
    }
    return corrupt > ((RowLimit.Rows) max).rows();
  }

  private long all() {
    return rows.orElse(0) + corrupt;
  }

  String expected() {
    if (max instanceof RowLimit.Share share) {
      return "at most " + percent(share.share()) + " corrupt rows";
    }
    return "at most " + Texts.count(((RowLimit.Rows) max).rows(), "corrupt row");
  }

  String actual() {
    String found = Texts.count(corrupt, "corrupt row");
    return max instanceof RowLimit.Share && rows.isPresent()
        ? found
            + " of "
            + Texts.number(all())
            + " ("
            + percent(all() == 0 ? 0 : (double) corrupt / all())
            + ")"
        : found;
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share)
            .movePointRight(2)
            .setScale(4, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        + "%";
  }
}
