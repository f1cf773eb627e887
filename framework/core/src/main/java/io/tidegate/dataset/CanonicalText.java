package io.tidegate.dataset;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.expressions.PreciseTimestampConversion;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * A value as the text that a database makes of it too ({@link io.tidegate.jdbc.Reading#canonical}):
 * one text for each value of a type, without loss.
 */
final class CanonicalText {

  private static final Set<DataType> AS_TEXT =
      Set.of(
          DataTypes.ByteType,
          DataTypes.ShortType,
          DataTypes.IntegerType,
          DataTypes.LongType,
          DataTypes.StringType);

  private CanonicalText() {}

  /** Null for a null; empty for types of which databases make no such text. */
  static Optional<Column> of(Column value, DataType type) {
    if (type instanceof ArrayType array) {
      return of(value, array.elementType()).map(element -> elements(value, array));
    }
    if (type instanceof DecimalType decimal) {
      UDF1<BigDecimal, String> plain =
          number -> number == null ? null : number.setScale(decimal.scale()).toPlainString();
      return Optional.of(udf(plain, DataTypes.StringType).apply(value));
    }
    return AS_TEXT.contains(type) ? Optional.of(value.cast("string")) : encoded(value, type);
  }

  private static Column elements(Column array, ArrayType type) {
    return array_join(
        transform(array, one -> LandedSums.digest(of(one, type.elementType()).orElseThrow())), "");
  }

  private static Optional<Column> encoded(Column value, DataType type) {
    if (type.equals(DataTypes.BooleanType)) {
      return Optional.of(value.cast("int").cast("string"));
    }
    if (type.equals(DataTypes.BinaryType)) {
      return Optional.of(lower(hex(value)));
    }
    if (type.equals(DataTypes.FloatType) || type.equals(DataTypes.DoubleType)) {
      return Optional.of(udf(bits(type), DataTypes.StringType).apply(value));
    }
    return time(value, type).map(number -> number.cast("string"));
  }

  private static UDF1<?, String> bits(DataType type) {
    UDF1<Float, String> real =
        number -> number == null ? null : HexFormat.of().toHexDigits(Float.floatToIntBits(number));
    UDF1<Double, String> precise =
        number ->
            number == null ? null : HexFormat.of().toHexDigits(Double.doubleToLongBits(number));
    return type.equals(DataTypes.FloatType) ? real : precise;
  }

  private static Optional<Column> time(Column value, DataType type) {
    if (type.equals(DataTypes.DateType)) {
      return Optional.of(unix_date(value));
    }
    if (type.equals(DataTypes.TimestampType)) {
      return Optional.of(unix_micros(value));
    }
    return type.equals(DataTypes.TimestampNTZType)
        ? Optional.of(
            new Column(
                new PreciseTimestampConversion(
                    value.expr(), DataTypes.TimestampNTZType, DataTypes.LongType)))
        : Optional.empty();
  }
}
