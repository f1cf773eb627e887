package io.tidegate.config;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Whole numbers, numbers and fractions with bounds, all inclusive. */
final class Numbers {

  /** Zero or more. */
  static final ScalarType<Long> COUNT = whole(0, Long.MAX_VALUE);

  /** A part of a whole, {@code 50%} or {@code 0.5}, from none to all of it. */
  static final ScalarType<Double> SHARE =
      fraction("share", "a percentage or a fraction from 0% to 100%, as in 50% or 0.5", 1);

  /** A share that may be more than the whole. */
  static final ScalarType<Double> RATIO =
      fraction("ratio", "a percentage or a fraction, as in 200% or 2.0", 1_000_000);

  private Numbers() {}

  static ScalarType<Long> whole(long min, long max) {
    String range = max == Long.MAX_VALUE ? " from " + min : " from " + min + " to " + max;
    String help = "a whole number" + range;
    return new ScalarType<>(
        max == Long.MAX_VALUE ? "whole number" : "whole number" + range,
        help,
        text -> whole(text, min, max, help),
        String::valueOf);
  }

  static ScalarType<Integer> small(int min, int max) {
    var whole = whole(min, max);
    return new ScalarType<>(
        whole.name(), whole.help(), text -> whole.parser().parse(text).intValue(), String::valueOf);
  }

  static ScalarType<Double> number(double min, double max) {
    String name = "number from " + plain(min) + " to " + plain(max);
    String help = "a " + name;
    return new ScalarType<>(
        name, help, text -> within(text, decimal(text, help), min, max, help), Numbers::plain);
  }

  private static ScalarType<Double> fraction(String name, String help, double max) {
    return new ScalarType<>(name, help, text -> percent(text, max, help), Numbers::plain);
  }

  private static long whole(String text, long min, long max, String help) throws BadValue {
    BigInteger value;
    try {
      value = decimal(text, help).toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw notA(text, help);
    }
    if (value.compareTo(BigInteger.valueOf(min)) < 0
        || value.compareTo(BigInteger.valueOf(max)) > 0) {
      throw outside(text, help);
    }
    return value.longValueExact();
  }

  private static double percent(String text, double max, String help) throws BadValue {
    boolean percent = text.endsWith("%");
    var value = decimal(percent ? text.substring(0, text.length() - 1).strip() : text, help);
    if (!percent && max == 1 && value.doubleValue() > 1 && value.doubleValue() <= 100) {
      throw new BadValue(
          Shown.text(text) + " is more than the whole", "did you mean " + text + "%?");
    }
    return within(text, percent ? value.movePointLeft(2) : value, 0, max, help);
  }

  private static double within(String text, BigDecimal value, double min, double max, String help)
      throws BadValue {
    double number = value.doubleValue();
    if (!(number >= min && number <= max)) {
      throw outside(text, help);
    }
    return number;
  }

  /** Texts of a handful of characters only: an exponent of a million digits is no number here. */
  private static BigDecimal decimal(String text, String help) throws BadValue {
    if (!text.matches("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][+-]?\\d{1,3})?")) {
      throw notA(text, help);
    }
    return new BigDecimal(text);
  }

  private static BadValue notA(String text, String help) {
    return new BadValue(
        "'" + Shown.text(text) + "' is not a number that fits here", "write " + help);
  }

  private static BadValue outside(String text, String help) {
    return new BadValue(Shown.text(text) + " is out of range", "write " + help);
  }

  private static String plain(double value) {
    return new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
  }
}
