package io.tidegate.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Numbers with a unit: durations and sizes. */
final class Units {

  /** More than zero. */
  static final ScalarType<Duration> DURATION =
      new ScalarType<>("duration", durationHelp(), text -> duration(text, false), Units::shown);

  /** Zero or more. */
  static final ScalarType<Duration> DURATION_OR_ZERO =
      new ScalarType<>("duration", durationHelp(), text -> duration(text, true), Units::shown);

  static final ScalarType<Long> SIZE =
      new ScalarType<>(
          "size",
          "a number of B, KB, MB, GB, TB, KiB, MiB, GiB or TiB, as in 10KiB",
          Units::size,
          bytes -> bytes + "B");

  /** As Spark takes it: whole MiB, and enough for a JVM to start. */
  static final ScalarType<Long> MEMORY =
      new ScalarType<>(
          "memory",
          "a number of MB, GB, MiB or GiB, as in 4GiB; rounded up to whole MiB",
          Units::memory,
          bytes -> (bytes >> 20) + "MiB");

  private static final Map<String, Long> SECONDS =
      Map.ofEntries(
          Map.entry("s", 1L),
          Map.entry("sec", 1L),
          Map.entry("second", 1L),
          Map.entry("seconds", 1L),
          Map.entry("m", 60L),
          Map.entry("min", 60L),
          Map.entry("minute", 60L),
          Map.entry("minutes", 60L),
          Map.entry("h", 3_600L),
          Map.entry("hour", 3_600L),
          Map.entry("hours", 3_600L),
          Map.entry("d", 86_400L),
          Map.entry("day", 86_400L),
          Map.entry("days", 86_400L));

  private static final Map<String, Long> BYTES =
      Map.of(
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "tb", 1_000_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30,
          "tib", 1L << 40);

  private static final Pattern AMOUNT =
      Pattern.compile("(-?)(\\d{1,18}(?:\\.\\d{1,9})?)\\s*(\\p{L}*)");

  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final long SMALLEST_MEMORY = 384;

  private Units() {}

  private static String durationHelp() {
    return "a number of s, m, h or d, as in 30m";
  }

  private static Duration duration(String text, boolean zero) throws BadValue {
    var seconds = amount(text, SECONDS, "duration", "write 30s, 30m, 30h or 30d");
    if (seconds.compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) > 0) {
      throw new BadValue(Shown.text(text) + " is more than 100 years", "write a shorter one");
    }
    if (seconds.signum() == 0 && !zero) {
      throw new BadValue("must be more than zero", "write " + durationHelp());
    }
    return Duration.ofMillis(
        seconds.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValue());
  }

  private static long size(String text) throws BadValue {
    var bytes = amount(text, BYTES, "size", "write 10B, 10KiB, 10MiB or 10GiB");
    try {
      return bytes.setScale(0, RoundingMode.CEILING).longValueExact();
    } catch (ArithmeticException e) {
      throw new BadValue(Shown.text(text) + " is more than any table has", "write a smaller one");
    }
  }

  private static long memory(String text) throws BadValue {
    var bytes = amount(text, BYTES, "size", "write 4GiB or 4096MiB");
    long mebibytes =
        bytes.divide(BigDecimal.valueOf(1L << 20), 0, RoundingMode.CEILING).longValue();
    if (bytes.compareTo(BigDecimal.valueOf(1L << 44)) > 0) {
      throw new BadValue(Shown.text(text) + " is more than any machine has", "write a smaller one");
    }
    if (mebibytes < SMALLEST_MEMORY) {
      throw new BadValue(Shown.text(text) + " is too little for a JVM", "write 384MiB or more");
    }
    return mebibytes << 20;
  }

  private static BigDecimal amount(String text, Map<String, Long> units, String what, String remedy)
      throws BadValue {
    var match = AMOUNT.matcher(text);
    if (!match.matches()) {
      throw new BadValue("'" + Shown.text(text) + "' is not a " + what, remedy);
    }
    if (!match.group(1).isEmpty()) {
      throw new BadValue(Shown.text(text) + " is negative", remedy);
    }
    String unit = match.group(3);
    if (unit.isEmpty()) {
      String number = match.group(2);
      throw new BadValue(
          number + " has no unit", remedy.replaceAll("\\b[13]0(?=[a-zA-Z])", number));
    }
    Long factor = units.get(unit.toLowerCase(Locale.ROOT));
    if (factor == null) {
      throw new BadValue("'" + Shown.text(unit) + "' is not a unit of a " + what, remedy);
    }
    return new BigDecimal(match.group(2)).multiply(BigDecimal.valueOf(factor));
  }

  /** In the largest unit that leaves no rest. */
  static String shown(Duration value) {
    long millis = value.toMillis();
    if (millis % 1_000 != 0) {
      return new BigDecimal(millis).movePointLeft(3) + "s";
    }
    long seconds = millis / 1_000;
    if (seconds != 0 && seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds != 0 && seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds != 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
