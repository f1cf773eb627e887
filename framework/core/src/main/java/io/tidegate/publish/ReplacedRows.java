package io.tidegate.publish;

import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.OutputConfig.PartitionValue;
import io.tidegate.config.WriteMode;
import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.util.QuotingUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table an output replaces, as SQL; empty for the modes that need no predicate. The
 * text reads the same in a session of any time zone.
 */
public final class ReplacedRows {

  private ReplacedRows() {}

  /**
   * @param schema the rows' schema, which has the partition column and its type
   * @throws UserException when the partition column is missing, or its value is not of its type
   */
  public static Optional<String> predicate(OutputConfig output, StructType schema) {
    return switch (output.write()) {
      case APPEND, OVERWRITE, DYNAMIC_PARTITIONS, SCD2 -> Optional.empty();
      case MERGE -> output.replaceWhere();
      case REPLACE_WHERE -> Optional.of(configured(output, output.replaceWhere(), "replace-where"));
      case REPLACE_PARTITION ->
          Optional.of(
              equality(output, configured(output, output.partition(), "partition"), schema));
    };
  }

  /**
   * The name under which a table remembers that this output of this (job, logical date) was
   * published: the application id of Delta's {@code SetTransaction} action.
   */
  public static String applicationId(String job, LogicalDate logicalDate, String outputKey) {
    return applicationIds(job, logicalDate) + outputKey;
  }

  /** What the application ids of all outputs of a (job, logical date) begin with. */
  public static String applicationIds(String job, LogicalDate logicalDate) {
    return "tidegate/" + job + "/" + logicalDate + "/";
  }

  private static <T> T configured(OutputConfig output, Optional<T> value, String key) {
    WriteMode mode = output.write();
    return value.orElseThrow(
        () -> mistake(output, "write mode " + mode + " needs '" + key + "', which is not set", ""));
  }

  private static String equality(OutputConfig output, PartitionValue value, StructType schema) {
    var field = field(output, value.column(), schema);
    return QuotingUtils.quoteIdentifier(field.name()) + " = " + literal(output, value, field);
  }

  private static StructField field(OutputConfig output, String column, StructType schema) {
    for (StructField field : schema.fields()) {
      if (field.name().equalsIgnoreCase(column)) {
        return field;
      }
    }
    throw mistake(
        output,
        "the partition column '" + column + "' is not among the output's columns",
        "the output has " + String.join(", ", schema.fieldNames()));
  }

  private static String literal(OutputConfig output, PartitionValue value, StructField field) {
    Object typed = cast(value.value(), field.dataType());
    if (typed == null) {
      throw mistake(
          output,
          "the partition value '%s' of column '%s' is not of type %s"
              .formatted(value.value(), field.name(), field.dataType().sql()),
          "");
    }
    return field.dataType().equals(DataTypes.TimestampType)
        ? "TIMESTAMP '" + instant((long) typed) + "'"
        : new Literal(typed, field.dataType()).sql();
  }

  private static @Nullable Object cast(String value, DataType type) {
    var text = new Literal(UTF8String.fromString(value), DataTypes.StringType);
    var zone = scala.Option.apply("UTC");
    var mode = org.apache.spark.sql.catalyst.expressions.EvalMode$.MODULE$.TRY();
    return new Cast(text, type, zone, mode).eval(null);
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
  }

  private static UserException mistake(OutputConfig output, String message, String remedy) {
    return new UserException(Problem.at(Place.key("outputs." + output.key()), message, remedy));
  }
}
