package io.tidegate.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Rows of every type that a table can have, with values at the edges of each and nulls. */
record RandomRows(Random random) {

  private static final List<String> TYPES =
      List.of(
          "boolean",
          "tinyint",
          "smallint",
          "int",
          "bigint",
          "float",
          "double",
          "decimal(5,2)",
          "decimal(18,18)",
          "decimal(18,0)",
          "decimal(38,9)",
          "decimal(38,38)",
          "date",
          "timestamp",
          "timestamp_ntz",
          "string",
          "binary");

  private static final List<String> CHARACTERS =
      List.of(
          "a", "Z", "\\", "\t", "\n", "\r", "\"", "'", "{", ",", "\\N", "\u0001", "é", "日", "😀");

  /** A column of each type, and one of arrays of it. */
  static StructType schema() {
    return StructType.fromDDL(
        IntStream.range(0, TYPES.size())
            .mapToObj(i -> "c%d %s, a%d array<%s>".formatted(i, TYPES.get(i), i, TYPES.get(i)))
            .collect(Collectors.joining(", ")));
  }

  Row next() {
    return RowFactory.create(
        Arrays.stream(schema().fields()).map(field -> value(field.dataType())).toArray());
  }

  private @Nullable Object value(DataType type) {
    if (random.nextInt(8) == 0) {
      return null;
    }
    return type instanceof ArrayType array
        ? IntStream.range(0, random.nextInt(4)).mapToObj(i -> value(array.elementType())).toArray()
        : single(type);
  }

  private Object single(DataType type) {
    return switch (type.typeName()) {
      case "boolean" -> random.nextBoolean();
      case "byte" -> (byte) random.nextInt();
      case "short" -> (short) random.nextInt();
      case "integer" -> (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "long" -> whole(Long.MIN_VALUE, Long.MAX_VALUE);
      case "float" -> (float) fraction(Float.MIN_VALUE, Float.MAX_VALUE);
      case "double" -> fraction(Double.MIN_VALUE, Double.MAX_VALUE);
      case "date" -> day();
      case "timestamp" -> instant();
      case "timestamp_ntz" -> LocalDateTime.ofInstant(instant(), ZoneOffset.UTC);
      case "string" -> text();
      case "binary" -> bytes();
      default -> decimal((DecimalType) type);
    };
  }

  private long whole(long least, long greatest) {
    return switch (random.nextInt(6)) {
      case 0 -> least;
      case 1 -> greatest;
      case 2 -> 0;
      case 3 -> random.nextInt(2000) - 1000;
      default -> Math.max(least, Math.min(greatest, random.nextLong() >> random.nextInt(64)));
    };
  }

  private double fraction(double least, double greatest) {
    double[] edges = {
      least,
      -least,
      greatest,
      -greatest,
      0.0,
      -0.0,
      1e7,
      9999999.99,
      1e-3,
      0.00999,
      123456789.01,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    return switch (random.nextInt(5)) {
      case 0 -> edges[random.nextInt(edges.length)];
      case 1 -> random.nextInt(2_000_000) - 1_000_000;
      case 2 -> (random.nextInt(2_000_000_000) - 1_000_000_000) / 100.0;
      case 3 -> random.nextGaussian();
      default -> Double.longBitsToDouble(random.nextLong());
    };
  }

  private BigDecimal decimal(DecimalType type) {
    BigInteger limit = BigInteger.TEN.pow(type.precision());
    BigInteger unscaled =
        switch (random.nextInt(4)) {
          case 0 -> BigInteger.ZERO;
          case 1 -> limit.subtract(BigInteger.ONE);
          default -> new BigInteger(random.nextInt(130), random).mod(limit);
        };
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
  }

  /** But for the days that the calendar of java.sql has not, which Spark shows as later ones. */
  private LocalDate day() {
    LocalDate day =
        switch (random.nextInt(5)) {
          case 0 -> LocalDate.of(1, 1, 1).plusDays(random.nextInt(9) - 4);
          case 1 -> LocalDate.of(1582, 10, 4).minusDays(random.nextInt(2000));
          case 2 -> LocalDate.of(-4712, 1, 1).plusDays(random.nextInt(3_000_000));
          case 3 -> LocalDate.of(12024, 2, 29);
          default -> LocalDate.of(2024, 1, 1).plusDays(random.nextInt(20_000) - 10_000);
        };
    return day.isAfter(LocalDate.of(1582, 10, 3)) && day.isBefore(LocalDate.of(1582, 10, 17))
        ? LocalDate.EPOCH
        : day;
  }

  private Instant instant() {
    long micros = (random.nextLong() >>> 1) % (24L * 60 * 60 * 1_000_000);
    Instant midnight = day().atStartOfDay(ZoneOffset.UTC).toInstant();
    return DateTimeUtils.microsToInstant(
        DateTimeUtils.instantToMicros(midnight) + (random.nextInt(4) == 0 ? 0 : micros));
  }

  private String text() {
    boolean isPlain = random.nextBoolean();
    return IntStream.range(0, random.nextInt(12))
        .mapToObj(i -> isPlain ? "x" : CHARACTERS.get(random.nextInt(CHARACTERS.size())))
        .collect(Collectors.joining());
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(6)];
    random.nextBytes(bytes);
    return bytes;
  }
}
