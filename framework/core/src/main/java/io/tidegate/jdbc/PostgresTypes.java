package io.tidegate.jdbc;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;

/** PostgreSQL's types beside Spark's. */
final class PostgresTypes {

  /** By the names of {@code format_type}. */
  private static final Map<String, DataType> SIMPLE =
      Map.of(
          "boolean", DataTypes.BooleanType,
          "smallint", DataTypes.ShortType,
          "integer", DataTypes.IntegerType,
          "bigint", DataTypes.LongType,
          "real", DataTypes.FloatType,
          "double precision", DataTypes.DoubleType,
          "date", DataTypes.DateType,
          "timestamp with time zone", DataTypes.TimestampType,
          "timestamp without time zone", DataTypes.TimestampNTZType,
          "bytea", DataTypes.BinaryType);

  private static final Pattern NUMERIC = Pattern.compile("numeric(\\((\\d+),(\\d+)\\))?");

  /** Of the fractions of a second, which Spark always has six. */
  private static final Pattern PRECISION = Pattern.compile("^(timestamp)\\(\\d\\)");

  private PostgresTypes() {}

  static Optional<String> of(DataType type) {
    if (type instanceof ArrayType array && !(array.elementType() instanceof ArrayType)) {
      return of(array.elementType()).map(element -> element + "[]");
    }
    if (type instanceof DecimalType decimal) {
      return Optional.of("numeric(%d,%d)".formatted(decimal.precision(), decimal.scale()));
    }
    if (type instanceof StringType) {
      return Optional.of("text");
    }
    DataType held = type.equals(DataTypes.ByteType) ? DataTypes.ShortType : type;
    return SIMPLE.entrySet().stream()
        .filter(known -> known.getValue().equals(held))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  static DataType spark(String type) {
    if (type.endsWith("[]")) {
      return DataTypes.createArrayType(spark(type.substring(0, type.length() - 2)));
    }
    Matcher numeric = NUMERIC.matcher(type);
    if (numeric.matches()) {
      return numeric.group(1) == null
          ? DecimalType.SYSTEM_DEFAULT()
          : decimal(Integer.parseInt(numeric.group(2)), Integer.parseInt(numeric.group(3)));
    }
    return SIMPLE.getOrDefault(PRECISION.matcher(type).replaceFirst("$1"), DataTypes.StringType);
  }

  private static DataType decimal(int precision, int scale) {
    int most = DecimalType.MAX_PRECISION();
    return DataTypes.createDecimalType(Math.min(precision, most), Math.min(scale, most));
  }
}
