package io.tidegate.schema;

import io.tidegate.check.Finding;
import io.tidegate.check.Outcome;
import io.tidegate.check.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.CalendarIntervalType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/**
 * What no Delta table can hold, found before a row is computed rather than by the write. Such a
 * finding is never a warning.
 */
final class Storable {

  /** From Delta's error DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES. */
  private static final String MAPPED_ONLY = " ,;{}()\n\t=";

  private final String subject;
  private final Severity severity;
  private final List<Finding> findings = new ArrayList<>();

  Storable(String subject, Severity otherwise) {
    this.subject = subject;
    this.severity = otherwise == Severity.WARN ? Severity.REJECT : otherwise;
  }

  /** Faults of a dataset's schema that keep it from being compared: no columns, names twice. */
  List<Finding> unreadable(StructType schema) {
    if (schema.isEmpty()) {
      fail("no-columns", "at least one column", List.of("none"), "");
    }
    var twice = new ArrayList<String>();
    structs("", schema, (path, struct) -> twice.addAll(duplicates(path, struct)));
    fail(
        "duplicate-columns",
        "names that differ by more than case",
        twice,
        "rename or drop one of each in the job");
    return List.copyOf(findings);
  }

  /**
   * @param mapped whether the table maps column names, which lets them have any character
   */
  List<Finding> unwritable(StructType target, List<String> partitionBy, boolean mapped) {
    if (!mapped) {
      names(target);
    }
    types(target);
    partitions(target, partitionBy);
    return List.copyOf(findings);
  }

  private void names(StructType target) {
    var bad = new ArrayList<String>();
    fields(
        "",
        target,
        (path, field) -> {
          if (field.name().chars().anyMatch(c -> MAPPED_ONLY.indexOf(c) >= 0)) {
            bad.add(path);
          }
        });
    fail(
        "column-names",
        "none of blank , ; { } ( ) = tab newline in a name",
        bad,
        "rename in the job, or set properties { delta.columnMapping.mode = name }");
  }

  private void types(StructType target) {
    var bad = new ArrayList<String>();
    fields(
        "",
        target,
        (path, field) -> {
          if (unstorable(field.dataType())) {
            bad.add(path + " " + field.dataType().catalogString());
          }
        });
    fail("column-types", "types that Delta stores", bad, "cast in the job");
  }

  private static boolean unstorable(DataType type) {
    if (type instanceof ArrayType array) {
      return unstorable(array.elementType());
    }
    if (type instanceof MapType map) {
      return unstorable(map.keyType()) || unstorable(map.valueType());
    }
    return type instanceof NullType
        || type instanceof CalendarIntervalType
        || type instanceof DayTimeIntervalType
        || type instanceof YearMonthIntervalType;
  }

  private void partitions(StructType target, List<String> partitionBy) {
    var types = new HashMap<String, DataType>();
    for (StructField field : target.fields()) {
      types.put(Paths.key(field.name()), field.dataType());
    }
    var bad = new ArrayList<String>();
    for (String name : partitionBy) {
      var type = types.get(Paths.key(name));
      if (type == null) {
        bad.add(Paths.quote(name) + " missing");
      } else if (type instanceof StructType
          || type instanceof ArrayType
          || type instanceof MapType) {
        bad.add(Paths.quote(name) + " " + type.catalogString());
      }
    }
    if (bad.isEmpty() && !partitionBy.isEmpty() && partitionBy.size() == target.length()) {
      bad.add("every column");
    }
    fail(
        "partition-columns",
        "partition columns that the dataset has, of simple types, and one column besides",
        bad,
        "");
  }

  private static List<String> duplicates(String path, StructType struct) {
    var seen = new HashSet<String>();
    var twice = new ArrayList<String>();
    for (StructField field : struct.fields()) {
      if (!seen.add(Paths.key(field.name()))) {
        twice.add(Paths.join(path, field.name()));
      }
    }
    return twice;
  }

  private static void fields(
      String path, StructType struct, BiConsumer<String, StructField> visitor) {
    structs(
        path,
        struct,
        (at, inner) -> {
          for (StructField field : inner.fields()) {
            visitor.accept(Paths.join(at, field.name()), field);
          }
        });
  }

  private static void structs(String path, DataType type, BiConsumer<String, StructType> visitor) {
    if (type instanceof StructType struct) {
      visitor.accept(path, struct);
      for (StructField field : struct.fields()) {
        structs(Paths.join(path, field.name()), field.dataType(), visitor);
      }
    } else if (type instanceof ArrayType array) {
      structs(path + ".element", array.elementType(), visitor);
    } else if (type instanceof MapType map) {
      structs(path + ".key", map.keyType(), visitor);
      structs(path + ".value", map.valueType(), visitor);
    }
  }

  private void fail(String check, String expected, List<String> actual, String remedy) {
    if (!actual.isEmpty()) {
      var outcome = new Outcome.Failed(expected, String.join(", ", actual), remedy);
      findings.add(new Finding(Finding.Kind.SCHEMA, check, subject, severity, outcome));
    }
  }
}
