package io.tidegate.jdbc;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Spark's values as SQL writes them, without quotes: what a type asks for is found once for all its
 * values.
 *
 * @param prefix of the digits of binary values
 */
record ValueTexts(Escapes escapes, String prefix) {

  /** Of types whose text has nothing to escape. */
  private static final Map<DataType, ValueText> PLAIN =
      Map.of(
          DataTypes.BooleanType, (from, at, out) -> out.add(from.getBoolean(at) ? "true" : "false"),
          DataTypes.ByteType, (from, at, out) -> out.number(from.getByte(at)),
          DataTypes.ShortType, (from, at, out) -> out.number(from.getShort(at)),
          DataTypes.IntegerType, (from, at, out) -> out.number(from.getInt(at)),
          DataTypes.LongType, (from, at, out) -> out.number(from.getLong(at)),
          DataTypes.FloatType, (from, at, out) -> out.add(Float.toString(from.getFloat(at))),
          DataTypes.DoubleType, (from, at, out) -> out.add(Double.toString(from.getDouble(at))),
          DataTypes.DateType, (from, at, out) -> TimeText.date(from.getInt(at), out),
          DataTypes.TimestampType, (from, at, out) -> TimeText.time(from.getLong(at), "+00", out),
          DataTypes.TimestampNTZType, (from, at, out) -> TimeText.time(from.getLong(at), "", out));

  /** Of any type; of arrays, maps and structs as Spark shows them. */
  ValueText of(DataType type) {
    if (type instanceof StringType) {
      return (from, at, out) -> escapes.write(from.getUTF8String(at), out);
    }
    if (type instanceof DecimalType decimal) {
      int precision = decimal.precision();
      int scale = decimal.scale();
      return (from, at, out) -> DecimalText.write(from.getDecimal(at, precision, scale), out);
    }
    if (type instanceof BinaryType) {
      return (from, at, out) -> binary(from.getBinary(at), out);
    }
    return Optional.ofNullable(PLAIN.get(type)).orElseGet(() -> shown(type));
  }

  private void binary(byte[] value, TextBuffer out) {
    for (int i = 0; i < prefix.length(); i++) {
      escapes.ascii(prefix.charAt(i), out);
    }
    HexFormat hex = HexFormat.of();
    for (byte each : value) {
      out.add(hex.toHighHexDigit(each));
      out.add(hex.toLowHexDigit(each));
    }
  }

  private ValueText shown(DataType type) {
    return (from, at, out) -> {
      Object value = CatalystTypeConverters.convertToScala(from.get(at, type), type);
      escapes.write(UTF8String.fromString(String.valueOf(value)), out);
    };
  }
}
