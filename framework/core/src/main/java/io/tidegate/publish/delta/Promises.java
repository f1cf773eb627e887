package io.tidegate.publish.delta;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a table's schema says beyond names and types: NOT NULL and comments. Delta takes every
 * dataset's columns as nullable, so that a write alone cannot make such a schema. Inside of arrays
 * and maps Delta checks no NOT NULL, and none is set there.
 */
final class Promises {

  private static final String COMMENT = "comment";

  private Promises() {}

  /** The proposed schema with the promises of the columns of the same names. */
  static StructType of(StructType proposed, StructType wanted) {
    return new StructType(
        Arrays.stream(proposed.fields())
            .map(field -> match(wanted, field).map(to -> merge(field, to)).orElse(field))
            .toArray(StructField[]::new));
  }

  private static Optional<StructField> match(StructType wanted, StructField field) {
    return Arrays.stream(wanted.fields())
        .filter(to -> to.name().equalsIgnoreCase(field.name()))
        .findFirst();
  }

  private static StructField merge(StructField field, StructField wanted) {
    var metadata = new MetadataBuilder().withMetadata(field.metadata());
    if (wanted.metadata().contains(COMMENT)) {
      metadata.putString(COMMENT, wanted.metadata().getString(COMMENT));
    }
    return DataTypes.createStructField(
        field.name(),
        merge(field.dataType(), wanted.dataType()),
        wanted.nullable(),
        metadata.build());
  }

  private static DataType merge(DataType type, DataType wanted) {
    return type instanceof StructType proposed && wanted instanceof StructType to
        ? of(proposed, to)
        : type;
  }
}
