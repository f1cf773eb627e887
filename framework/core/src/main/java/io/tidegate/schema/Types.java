package io.tidegate.schema;

import io.tidegate.config.SchemaChange;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What one type can hold of another's values.
 *
 * <p>Stricter than Spark's own up-cast, which takes any type to a string, a long to a double and a
 * date to a timestamp of the session's zone. Here a type fits another only when every value comes
 * back unchanged and means the same: integers into longer ones, into a decimal with room for all
 * digits, into a floating type whose mantissa holds them; float into double; a decimal into one
 * with no fewer digits on either side of the point, and a whole one into an integer that holds all
 * its digits; a date into a timestamp without zone; an untyped null into anything.
 */
final class Types {

  private static final int UNKNOWN = 0;

  private Types() {}

  /** The class of a change of type that is not inside of both; empty when they are the same. */
  static Optional<SchemaChange> change(DataType table, DataType incoming) {
    if (plain(table).equals(plain(incoming))) {
      return Optional.empty();
    }
    if (widensInPlace(table, incoming)) {
      return Optional.of(SchemaChange.WIDEN_TYPE);
    }
    if (fits(table, incoming)) {
      return Optional.of(SchemaChange.REWRITE_TYPE);
    }
    return Optional.of(fits(incoming, table) ? SchemaChange.NARROW_TYPE : SchemaChange.CHANGE_TYPE);
  }

  /**
   * What Delta 3.3 on Spark 3.5 merges into a table without touching its files: byte to short to
   * int, which Parquet stores alike. It needs no table feature, top level or nested.
   */
  private static boolean widensInPlace(DataType from, DataType to) {
    return (from.equals(DataTypes.ByteType)
            && Set.of(DataTypes.ShortType, DataTypes.IntegerType).contains(to))
        || (from.equals(DataTypes.ShortType) && to.equals(DataTypes.IntegerType));
  }

  /** Whether each value of {@code from} is a value of {@code to}, of two different types. */
  static boolean fits(DataType from, DataType to) {
    if (from.equals(DataTypes.NullType)) {
      return true;
    }
    if (to instanceof DecimalType wide) {
      return fitsDecimal(from, wide);
    }
    if (from instanceof DecimalType whole) {
      return whole.scale() == 0 && whole.precision() < integerDigits(to);
    }
    if (from.equals(DataTypes.DateType)) {
      return to.equals(DataTypes.TimestampNTZType);
    }
    return bits(from) != UNKNOWN && fitsBinary(from, to);
  }

  private static boolean fitsDecimal(DataType from, DecimalType to) {
    if (from instanceof DecimalType narrow) {
      return narrow.scale() <= to.scale()
          && narrow.precision() - narrow.scale() <= to.precision() - to.scale();
    }
    int digits = integerDigits(from);
    return digits != UNKNOWN && digits <= to.precision() - to.scale();
  }

  private static boolean fitsBinary(DataType from, DataType to) {
    boolean toFloating = mantissa(to) != UNKNOWN;
    if (mantissa(from) != UNKNOWN) {
      return toFloating && mantissa(from) <= mantissa(to);
    }
    return toFloating ? bits(from) <= mantissa(to) : bits(from) <= bits(to);
  }

  /** The decimal digits of the largest value. */
  private static int integerDigits(DataType type) {
    return switch (mantissa(type) == UNKNOWN ? bits(type) : UNKNOWN) {
      case 8 -> 3;
      case 16 -> 5;
      case 32 -> 10;
      case 64 -> 19;
      default -> UNKNOWN;
    };
  }

  private static int bits(DataType type) {
    return switch (type.typeName()) {
      case "byte" -> 8;
      case "short" -> 16;
      case "integer", "float" -> 32;
      case "long", "double" -> 64;
      default -> UNKNOWN;
    };
  }

  private static int mantissa(DataType type) {
    return switch (type.typeName()) {
      case "float" -> 24;
      case "double" -> 53;
      default -> UNKNOWN;
    };
  }

  /** The same with nulls allowed everywhere: what Delta makes of a dataset's schema. */
  static DataType nullable(DataType type) {
    return rebuild(type, true);
  }

  static StructType nullable(StructType type) {
    return (StructType) rebuild(type, true);
  }

  /** The names and types alone, for comparison: no nullability, no metadata. */
  static DataType plain(DataType type) {
    return rebuild(type, false);
  }

  private static DataType rebuild(DataType type, boolean metadata) {
    if (type instanceof StructType struct) {
      return new StructType(
          Arrays.stream(struct.fields())
              .map(field -> rebuild(field, metadata))
              .toArray(StructField[]::new));
    }
    if (type instanceof ArrayType array) {
      return DataTypes.createArrayType(rebuild(array.elementType(), metadata), true);
    }
    if (type instanceof MapType map) {
      return DataTypes.createMapType(
          rebuild(map.keyType(), metadata), rebuild(map.valueType(), metadata), true);
    }
    return type;
  }

  private static StructField rebuild(StructField field, boolean metadata) {
    return DataTypes.createStructField(
        field.name(),
        rebuild(field.dataType(), metadata),
        true,
        metadata ? field.metadata() : Metadata.empty());
  }
}
