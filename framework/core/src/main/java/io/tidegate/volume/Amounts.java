package io.tidegate.volume;

import java.util.Locale;

/** Numbers as a person reads them. */
final class Amounts {

  private Amounts() {}

  /** {@code 1,234 rows}; {@code 1 row}. */
  static String of(long amount, String unit) {
    String one = unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    return count(amount) + " " + (amount == 1 ? one : unit);
  }

  static String count(long amount) {
    return String.format(Locale.ROOT, "%,d", amount);
  }

  /** A fraction as per cent, {@code 12.5 %}. */
  static String percent(double fraction) {
    return decimal(fraction * 100) + " %";
  }

  /** At most three decimals, none that are zero. */
  static String decimal(double number) {
    String text = String.format(Locale.ROOT, "%,.3f", number);
    return text.replaceAll("\\.?0+$", "");
  }
}
