package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.tidegate.check.Severity;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueTypesTest {

  private final Problems problems = new Problems();

  private <T> Optional<T> read(ValueType<T> type, String hocon) {
    var options = ConfigParseOptions.defaults().setOriginDescription("f");
    var value = ConfigFactory.parseString("k = " + hocon, options).getValue("k");
    var effective = new EffectiveConfig.Builder(new Secrets());
    return type.read(
        new Node("k", value, Optional.empty()), new Reading(problems, effective, Set.of(), true));
  }

  static Stream<Arguments> values() {
    return Stream.of(
        arguments(Units.DURATION, "26h", Duration.ofHours(26), "26h"),
        arguments(Units.DURATION, "90 s", Duration.ofSeconds(90), "90s"),
        arguments(Units.DURATION, "\"1.5 hours\"", Duration.ofMinutes(90), "90m"),
        arguments(Units.DURATION, "1 Day", Duration.ofDays(1), "1d"),
        arguments(Units.DURATION, "0.25s", Duration.ofMillis(250), "0.250s"),
        arguments(Units.DURATION_OR_ZERO, "0m", Duration.ZERO, "0s"),
        arguments(Units.SIZE, "10KiB", 10_240L, "10240B"),
        arguments(Units.SIZE, "1.5 MB", 1_500_000L, "1500000B"),
        arguments(Units.SIZE, "7b", 7L, "7B"),
        arguments(Units.SIZE, "2TiB", 2L << 40, "2199023255552B"),
        arguments(Numbers.SHARE, "50%", 0.5, "0.5"),
        arguments(Numbers.SHARE, "0.125", 0.125, "0.125"),
        arguments(Numbers.SHARE, "\"12.5 %\"", 0.125, "0.125"),
        arguments(Numbers.SHARE, "1", 1.0, "1"),
        arguments(Numbers.RATIO, "200%", 2.0, "2"),
        arguments(Numbers.RATIO, "1e1", 10.0, "10"),
        arguments(Numbers.COUNT, "0", 0L, "0"),
        arguments(Numbers.COUNT, "\"12\"", 12L, "12"),
        arguments(Numbers.COUNT, "1e3", 1_000L, "1000"),
        arguments(Numbers.COUNT, "9223372036854775807", Long.MAX_VALUE, "9223372036854775807"),
        arguments(Numbers.number(0.1, 100), "3.5", 3.5, "3.5"),
        arguments(Numbers.small(2, 28), "28", 28, "28"),
        arguments(Types.FLAG, "true", true, "true"),
        arguments(Types.FLAG, "\"false\"", false, "false"),
        arguments(Types.TEXT, "1.10", "1.10", "\"1.10\""),
        arguments(Types.TEXT, "\" größe \"", "größe", "\"größe\""),
        arguments(Types.NAME, "raw.daily_reports-2", "raw.daily_reports-2", "raw.daily_reports-2"),
        arguments(Types.COLUMNS, "[a, \"b.c\"]", List.of("a", "b.c"), "[\"a\", \"b.c\"]"),
        arguments(Types.COLUMNS, "[]", List.of(), "[]"),
        arguments(Severities.TYPE, "hold", Severity.HOLD, "hold"),
        arguments(
            TimeOfDay.TYPE,
            "\"06:00 America/New_York\"",
            new TimeOfDay(LocalTime.of(6, 0), ZoneId.of("America/New_York")),
            "06:00 America/New_York"),
        arguments(
            TimeOfDay.TYPE,
            "\"6:05Z\"",
            new TimeOfDay(LocalTime.of(6, 5), ZoneOffset.UTC),
            "06:05 Z"),
        arguments(
            TimeOfDay.TYPE,
            "\"23:59:30 +02:00\"",
            new TimeOfDay(LocalTime.of(23, 59, 30), ZoneOffset.ofHours(2)),
            "23:59:30 +02:00"),
        arguments(
            Types.PROPERTIES,
            "{ a { b = 1, c.d = x }, \"a.e\" = true, f = null }",
            Map.of("a.b", "1", "a.c.d", "x", "a.e", "true"),
            null));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("values")
  <T> void readsAndShows(ValueType<T> type, String hocon, T value, String shown) {
    var read = read(type, hocon);

    assertThat(problems.list()).isEmpty();
    assertThat(read).contains(value);
    if (shown != null) {
      assertThat(type.show(read.orElseThrow())).isEqualTo(shown);
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(Units.DURATION, "30", "30 has no unit (write 30s, 30m, 30h or 30d)"),
        arguments(Units.DURATION, "7", "7 has no unit (write 7s, 7m, 7h or 7d)"),
        arguments(
            Units.DURATION,
            "3 weeks",
            "'weeks' is not a unit of a duration (write 30s, 30m, 30h or 30d)"),
        arguments(Units.DURATION, "-3h", "-3h is negative (write 30s, 30m, 30h or 30d)"),
        arguments(
            Units.DURATION,
            "0s",
            "must be more than zero (write a number of s, m, h or d, as in 30m)"),
        arguments(Units.DURATION, "soon", "'soon' is not a duration (write 30s, 30m, 30h or 30d)"),
        arguments(
            Units.DURATION,
            "99999999999999999d",
            "99999999999999999d is more than 100 years (write a shorter one)"),
        arguments(
            Units.DURATION,
            "[1h]",
            "is a list, not a duration (write a number of s, m, h or d, as in 30m)"),
        arguments(Units.SIZE, "10", "10 has no unit (write 10B, 10KiB, 10MiB or 10GiB)"),
        arguments(
            Units.SIZE, "10kg", "'kg' is not a unit of a size (write 10B, 10KiB, 10MiB or 10GiB)"),
        arguments(
            Units.SIZE,
            "99999999999TiB",
            "99999999999TiB is more than any table has (write a smaller one)"),
        arguments(Numbers.SHARE, "50", "50 is more than the whole (did you mean 50%?)"),
        arguments(
            Numbers.SHARE,
            "150%",
            "150% is out of range"
                + " (write a percentage or a fraction from 0% to 100%, as in 50% or 0.5)"),
        arguments(
            Numbers.SHARE,
            "half",
            "'half' is not a number that fits here"
                + " (write a percentage or a fraction from 0% to 100%, as in 50% or 0.5)"),
        arguments(
            Numbers.RATIO,
            "-0.5",
            "-0.5 is out of range (write a percentage or a fraction, as in 200% or 2.0)"),
        arguments(
            Numbers.RATIO,
            "NaN",
            "'NaN' is not a number that fits here"
                + " (write a percentage or a fraction, as in 200% or 2.0)"),
        arguments(Numbers.COUNT, "-1", "-1 is out of range (write a whole number from 0)"),
        arguments(
            Numbers.COUNT,
            "1.5",
            "'1.5' is not a number that fits here (write a whole number from 0)"),
        arguments(
            Numbers.COUNT,
            "9223372036854775808",
            "9223372036854775808 is out of range (write a whole number from 0)"),
        arguments(Numbers.COUNT, "1e999", "1e999 is out of range (write a whole number from 0)"),
        arguments(
            Numbers.COUNT,
            "1e999999999",
            "'1e999999999' is not a number that fits here (write a whole number from 0)"),
        arguments(
            Numbers.small(2, 28), "1", "1 is out of range (write a whole number from 2 to 28)"),
        arguments(
            Numbers.number(0.1, 100), "0", "0 is out of range (write a number from 0.1 to 100)"),
        arguments(Types.FLAG, "yes", "'yes' is not a flag (write true or false)"),
        arguments(Types.TEXT, "\"\"", "is empty (give it a value or leave the key out)"),
        arguments(
            Types.TEXT,
            "{ a = 1 }",
            "is a block, not text (write text, in quotes unless it is one plain word)"),
        arguments(
            Types.NAME,
            "../x",
            "'../x' is not a name"
                + " (use lower case letters, digits, '_', '.' and '-' (not first), as in curated.daily_cases)"),
        arguments(
            Types.NAME,
            "\"a..b\"",
            "'a..b' is not a name"
                + " (use lower case letters, digits, '_', '.' and '-' (not first), as in curated.daily_cases)"),
        arguments(Types.NAME, "x".repeat(201), "is longer than 200 characters (shorten it)"),
        arguments(Types.COLUMNS, "a", "is text, not a list (write it in [ ])"),
        arguments(Types.COLUMNS, "[a, b, a]", "names \"a\" twice (name it once)"),
        arguments(
            Severities.TYPE,
            "rejct",
            "'rejct' is not a severity: use warn, hold, reject (did you mean reject?)"),
        arguments(Severities.TYPE, "[hold]", "is a list, not a severity (use warn, hold, reject)"),
        arguments(
            TimeOfDay.TYPE,
            "\"06:00\"",
            "'06:00' has no time zone (write \"06:00 America/New_York\" or \"06:00 UTC\")"),
        arguments(
            TimeOfDay.TYPE,
            "\"06:00 America/NewYork\"",
            "'America/NewYork' is not a time zone (did you mean America/New_York?)"),
        arguments(
            TimeOfDay.TYPE, "\"25:00 UTC\"", "'25:00' is not a time of day (write 00:00 to 23:59)"),
        arguments(
            TimeOfDay.TYPE,
            "noon",
            "'noon' is not a time of day"
                + " (write a time of day and a time zone, as in \"06:00 America/New_York\")"),
        arguments(
            Types.PROPERTIES,
            "{ a.b = 1, \"a.b\" = 2 }",
            "is set twice, with and without quotes (write \"a.b\" = once)"),
        arguments(Types.PROPERTIES, "{ a = [1] }", "is a list, not text (write it in quotes)"),
        arguments(Types.RENAMES, "{ a { b = c } }", "is a block, not text (write it in quotes)"),
        arguments(BlockType.BLOCK, "3", "is a number, not a block (write it in { })"),
        arguments(new BlockListType(), "x", "is text, not a list (write it in [ ])"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void reports(ValueType<?> type, String hocon, String line) {
    assertThat(read(type, hocon)).isEmpty();
    assertThat(problems.list())
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .startsWith("f:1: k")
        .endsWith(": " + line);
  }
}
