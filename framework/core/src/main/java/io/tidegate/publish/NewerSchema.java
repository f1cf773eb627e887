package io.tidegate.publish;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Whether rows of one schema can go into a table that has moved on to another since: what the table
 * has more reads as null, and byte and short may have become wider, as for the table's own older
 * files.
 */
public final class NewerSchema {

  /** What may be said of a column without a word about the files: all else is binding. */
  private static final List<String> FREE =
      List.of("comment", "CURRENT_DEFAULT", "EXISTS_DEFAULT", "delta.typeChanges");

  /** Of a new column: what Delta computes, or refuses, where a file does not have it. */
  private static final List<String> COMPUTED =
      List.of("delta.generationExpression", "delta.identity.start", "delta.invariants");

  private static final List<DataType> IN_PLACE =
      List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType);

  private NewerSchema() {}

  /** Why they cannot; empty if they can. */
  public static Optional<String> obstacle(StructType staged, StructType now) {
    return struct("", staged, now);
  }

  private static Optional<String> struct(String path, StructType staged, StructType now) {
    for (StructField field : staged.fields()) {
      Optional<StructField> match = find(now, field.name());
      Optional<String> obstacle =
          match.isEmpty()
              ? Optional.of("the table does not have the column " + path + field.name())
              : field(path + field.name(), field, match.get());
      if (obstacle.isPresent()) {
        return obstacle;
      }
    }
    return Arrays.stream(now.fields())
        .filter(field -> find(staged, field.name()).isEmpty() && !readsAsNull(field))
        .findFirst()
        .map(field -> "the rows do not have the column " + path + field.name() + ", which is new");
  }

  private static boolean readsAsNull(StructField added) {
    return added.nullable() && COMPUTED.stream().noneMatch(added.metadata()::contains);
  }

  private static Optional<String> field(String path, StructField staged, StructField now) {
    if (staged.nullable() && !now.nullable()) {
      return Optional.of("the column " + path + " is NOT NULL now");
    }
    return binding(staged).equals(binding(now))
        ? type(path, staged.dataType(), now.dataType())
        : Optional.of("the column " + path + " was made anew");
  }

  private static Optional<String> type(String path, DataType staged, DataType now) {
    if (staged instanceof StructType from && now instanceof StructType to) {
      return struct(path + ".", from, to);
    }
    if (staged instanceof ArrayType from && now instanceof ArrayType to) {
      return type(path + ".element", from.elementType(), to.elementType());
    }
    if (staged instanceof MapType from && now instanceof MapType to) {
      return type(path + ".key", from.keyType(), to.keyType())
          .or(() -> type(path + ".value", from.valueType(), to.valueType()));
    }
    return staged.equals(now) || widened(staged, now)
        ? Optional.empty()
        : Optional.of(
            "the column %s is %s now, not %s"
                .formatted(path, now.catalogString(), staged.catalogString()));
  }

  private static boolean widened(DataType staged, DataType now) {
    int from = IN_PLACE.indexOf(staged);
    return from >= 0 && IN_PLACE.indexOf(now) > from;
  }

  private static Metadata binding(StructField field) {
    var builder = new MetadataBuilder().withMetadata(field.metadata());
    FREE.forEach(builder::remove);
    return builder.build();
  }

  private static Optional<StructField> find(StructType schema, String name) {
    return Arrays.stream(schema.fields()).filter(f -> f.name().equals(name)).findFirst();
  }
}
