package io.tidegate.volume;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Amounts as a person reads them, the same on every machine. */
final class Amount {

  private Amount() {}

  static String rows(long rows) {
    return count(rows, "row");
  }

  static String bytes(long bytes) {
    return count(bytes, "byte");
  }

  static String runs(int runs) {
    return count(runs, "published run");
  }

  private static String count(long count, String what) {
    return number(count) + " " + what + (count == 1 ? "" : "s");
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** With its decimals, as far as there are any. */
  static String number(BigDecimal number) {
    var plain = number.stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, plain.scale()) + "f", plain);
  }

  /** To two decimals. */
  static String rounded(BigDecimal number) {
    return number(number.setScale(2, RoundingMode.HALF_UP));
  }

  static String percent(BigDecimal fraction) {
    return number(fraction.movePointRight(2)) + " %";
  }
}
