package io.tidegate.jdbc;

import org.apache.spark.sql.types.Decimal;

/** Decimals as SQL writes them: exact. */
final class DecimalText {

  private static final long[] POWERS = new long[Decimal.MAX_LONG_DIGITS() + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private DecimalText() {}

  /** With as many digits behind the point as its scale says. */
  static void write(Decimal value, TextBuffer out) {
    int scale = value.scale();
    if (value.precision() > Decimal.MAX_LONG_DIGITS() || scale < 0) {
      out.add(value.toJavaBigDecimal().toPlainString());
      return;
    }
    long unscaled = value.toUnscaledLong();
    if (unscaled < 0) {
      out.add('-');
    }
    out.digits(unscaled / POWERS[scale], 1);
    if (scale > 0) {
      out.add('.');
      out.digits(unscaled % POWERS[scale], scale);
    }
  }
}
