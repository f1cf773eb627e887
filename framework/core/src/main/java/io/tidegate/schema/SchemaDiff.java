package io.tidegate.schema;

import io.tidegate.config.SchemaChange;
import io.tidegate.schema.Difference.Nulls;
import io.tidegate.schema.Level.Placed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Every difference between two schemas, taken at their word: what a difference means, and whether a
 * dataset's nullability is to be believed, is {@link SchemaCheck}'s matter.
 *
 * <p>Columns are the same when their names are, case apart. The order is the table's, depth first;
 * after each struct's own fields those that were added to it, in the dataset's order; partitioning
 * comes last. Field names within one struct must differ by more than case.
 */
final class SchemaDiff {

  static final String NOT_NULL = "NOT NULL";
  static final String NULLABLE = "nullable";

  private final List<Difference> found = new ArrayList<>();

  private SchemaDiff() {}

  static List<Difference> columns(StructType table, StructType incoming) {
    var diff = new SchemaDiff();
    diff.structs("", table, incoming, false);
    return List.copyOf(diff.found);
  }

  /** One difference, or none when the columns are the same in the same order, case apart. */
  static List<Difference> partitioning(List<String> table, List<String> incoming) {
    return keys(table).equals(keys(incoming))
        ? List.of()
        : List.of(
            Difference.of(
                SchemaChange.CHANGE_PARTITIONING, "", Paths.list(table), Paths.list(incoming)));
  }

  private static List<String> keys(List<String> names) {
    return names.stream().map(Paths::key).toList();
  }

  private void structs(String path, StructType table, StructType incoming, boolean inside) {
    var level = new Level(table, incoming);
    Map<String, Placed> renamed = Renames.of(level);
    Set<String> moved = moved(table, level);
    for (int i = 0; i < table.length(); i++) {
      var field = table.fields()[i];
      var match = level.match(field);
      if (match.isEmpty()) {
        gone(path, field, renamed, inside);
        continue;
      }
      String at = Paths.join(path, field.name());
      spelling(at, field, match.get());
      if (moved.contains(field.name())) {
        found.add(moved(at, i, level.position(field).orElseThrow()));
      }
      nullability(at, field.nullable(), match.get().nullable(), inside);
      types(at, field.dataType(), match.get().dataType(), inside);
    }
    var renames = new HashSet<>(renamed.values());
    level.added().stream().filter(a -> !renames.contains(a)).forEach(a -> came(path, a.field()));
  }

  private static Set<String> moved(StructType table, Level level) {
    var common = new ArrayList<String>();
    var positions = new ArrayList<Integer>();
    for (StructField field : table.fields()) {
      level
          .position(field)
          .ifPresent(
              position -> {
                common.add(field.name());
                positions.add(position);
              });
    }
    var moved = new HashSet<String>();
    Moves.of(positions).forEach(i -> moved.add(common.get(i)));
    return moved;
  }

  private static Difference moved(String path, int from, int to) {
    return Difference.of(
        SchemaChange.REORDER_COLUMNS, path, "position " + (from + 1), "position " + (to + 1));
  }

  private void gone(String path, StructField field, Map<String, Placed> renamed, boolean inside) {
    String at = Paths.join(path, field.name());
    Nulls nulls = nulls(field.nullable(), inside);
    var now = renamed.get(field.name());
    if (now == null) {
      found.add(new Difference(SchemaChange.DROP_COLUMN, at, text(field.dataType()), "", nulls));
    } else {
      String to = Paths.join(path, now.field().name());
      found.add(new Difference(SchemaChange.RENAME_COLUMN, at, text(field.dataType()), to, nulls));
    }
  }

  private void came(String path, StructField field) {
    var kind =
        field.nullable() ? SchemaChange.ADD_NULLABLE_COLUMN : SchemaChange.ADD_REQUIRED_COLUMN;
    found.add(Difference.of(kind, Paths.join(path, field.name()), "", text(field.dataType())));
  }

  private void spelling(String path, StructField table, StructField incoming) {
    if (!table.name().equals(incoming.name())) {
      found.add(Difference.of(SchemaChange.CHANGE_CASE, path, table.name(), incoming.name()));
    }
  }

  private void nullability(String path, boolean table, boolean incoming, boolean inside) {
    if (!table && incoming) {
      found.add(
          new Difference(
              SchemaChange.RELAX_NULLABILITY, path, NOT_NULL, NULLABLE, nulls(table, inside)));
    } else if (table && !incoming) {
      found.add(Difference.of(SchemaChange.TIGHTEN_NULLABILITY, path, NULLABLE, NOT_NULL));
    }
  }

  private void types(String path, DataType table, DataType incoming, boolean inside) {
    if (table instanceof StructType was && incoming instanceof StructType is) {
      structs(path, was, is, inside);
    } else if (table instanceof ArrayType was && incoming instanceof ArrayType is) {
      nullability(path + ".element", was.containsNull(), is.containsNull(), true);
      types(path + ".element", was.elementType(), is.elementType(), true);
    } else if (table instanceof MapType was && incoming instanceof MapType is) {
      types(path + ".key", was.keyType(), is.keyType(), true);
      nullability(path + ".value", was.valueContainsNull(), is.valueContainsNull(), true);
      types(path + ".value", was.valueType(), is.valueType(), true);
    } else {
      Types.change(table, incoming)
          .ifPresent(kind -> found.add(Difference.of(kind, path, text(table), text(incoming))));
    }
  }

  private static Nulls nulls(boolean nullable, boolean inside) {
    if (nullable) {
      return Nulls.ALLOWED;
    }
    return inside ? Nulls.PROMISED : Nulls.CHECKED;
  }

  private static String text(DataType type) {
    return type.catalogString();
  }
}
