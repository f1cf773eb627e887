package io.tidegate.schema;

import io.tidegate.config.SchemaChange;
import io.tidegate.schema.Level.Placed;
import java.util.ArrayList;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The schema that a table has once the applied classes of change are: the table's columns in the
 * table's order, spelling and metadata, dropped ones included; then the added ones in the dataset's
 * order, at each level.
 */
final class Target {

  private final Set<SchemaChange> applied;
  private final boolean declared;

  /**
   * @param declared whether the incoming nullability is somebody's word; otherwise what is new may
   *     be null
   */
  Target(Set<SchemaChange> applied, boolean declared) {
    this.applied = applied;
    this.declared = declared;
  }

  StructType of(StructType table, StructType incoming) {
    var level = new Level(table, incoming);
    var fields = new ArrayList<StructField>();
    for (StructField field : table.fields()) {
      fields.add(level.match(field).map(match -> merge(field, match)).orElse(field));
    }
    var renamed = Set.copyOf(Renames.of(level).values());
    level.added().stream()
        .filter(added -> applied.contains(kind(added, renamed)))
        .forEach(added -> fields.add(fresh(added.field())));
    return new StructType(fields.toArray(StructField[]::new));
  }

  private StructField merge(StructField table, StructField incoming) {
    return DataTypes.createStructField(
        table.name(),
        merge(table.dataType(), incoming.dataType()),
        nullable(table.nullable(), incoming.nullable()),
        table.metadata());
  }

  private DataType merge(DataType table, DataType incoming) {
    if (table instanceof StructType was && incoming instanceof StructType is) {
      return of(was, is);
    }
    if (table instanceof ArrayType was && incoming instanceof ArrayType is) {
      return DataTypes.createArrayType(
          merge(was.elementType(), is.elementType()),
          nullable(was.containsNull(), is.containsNull()));
    }
    if (table instanceof MapType was && incoming instanceof MapType is) {
      return DataTypes.createMapType(
          merge(was.keyType(), is.keyType()),
          merge(was.valueType(), is.valueType()),
          nullable(was.valueContainsNull(), is.valueContainsNull()));
    }
    return Types.change(table, incoming)
        .filter(kind -> kind != SchemaChange.NARROW_TYPE && applied.contains(kind))
        .map(kind -> declared ? incoming : Types.nullable(incoming))
        .orElse(table);
  }

  private boolean nullable(boolean table, boolean incoming) {
    if (table == incoming) {
      return table;
    }
    var change = incoming ? SchemaChange.RELAX_NULLABILITY : SchemaChange.TIGHTEN_NULLABILITY;
    return applied.contains(change) ? incoming : table;
  }

  private SchemaChange kind(Placed added, Set<Placed> renamed) {
    if (renamed.contains(added)) {
      return SchemaChange.RENAME_COLUMN;
    }
    return declared && !added.field().nullable()
        ? SchemaChange.ADD_REQUIRED_COLUMN
        : SchemaChange.ADD_NULLABLE_COLUMN;
  }

  private StructField fresh(StructField field) {
    return declared
        ? field
        : DataTypes.createStructField(
            field.name(), Types.nullable(field.dataType()), true, field.metadata());
  }
}
