package io.tidegate.problem;

import java.util.Locale;

/** Numbers and constants as a person reads them, the same on every machine. */
public final class Human {

  private Human() {}

  /** {@code 1,234}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1,234 rows}, {@code 1 row}. */
  public static String count(long number, String what) {
    return count(number) + " " + what + (number == 1 ? "" : "s");
  }

  /** {@code 12 B}, {@code 1.2 KiB}. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    int unit = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
    return String.format(
        Locale.ROOT, "%.1f %ciB", bytes / Math.pow(1024, unit), "KMGTPE".charAt(unit - 1));
  }

  /** {@code pass with warnings}. */
  public static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
