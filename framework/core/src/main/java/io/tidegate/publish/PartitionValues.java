package io.tidegate.publish;

import io.tidegate.problem.UserException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The values of a partition column as {@link TablePartition} has them, and back. */
public record PartitionValues(StructField column) {

  /**
   * @throws UserException when the table has no such column
   */
  public static PartitionValues of(StructType table, String name) {
    return Arrays.stream(table.fields())
        .filter(field -> field.name().equalsIgnoreCase(name))
        .findFirst()
        .map(PartitionValues::new)
        .orElseThrow(
            () -> new UserException("the table has no column " + name, "set retention.by"));
  }

  private DataType type() {
    return column.dataType();
  }

  /** A value as a text that does not depend on a time zone. */
  public Column text(Column value) {
    Column typed = value.cast(type());
    return isInstant()
        ? functions.call_function("unix_micros", typed).cast("string")
        : typed.cast("string");
  }

  /** From the value's {@link #text}, files, bytes, rows, and files whose rows are known. */
  public TablePartition partition(Row row) {
    long files = row.getLong(1);
    boolean known = row.getLong(4) == files;
    return new TablePartition(
        Optional.ofNullable(row.getString(0)).map(this::iso),
        files,
        row.getLong(2),
        known ? OptionalLong.of(row.getLong(3)) : OptionalLong.empty());
  }

  private String iso(String text) {
    if (isInstant()) {
      return Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS).toString();
    }
    return type().equals(DataTypes.TimestampNTZType) ? text.replace(' ', 'T') : text;
  }

  /** The value that {@link TablePartition#value} names. */
  Column literal(String value) {
    return isInstant()
        ? functions.lit(Timestamp.from(Instant.parse(value)))
        : functions.lit(value).cast(type());
  }

  private boolean isInstant() {
    return type().equals(DataTypes.TimestampType);
  }
}
