package io.tidegate.dataset;

import io.tidegate.check.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VarcharType;

/**
 * Compares an input's columns with those that its configuration declares. Missing columns and other
 * types are differences, at any depth; further columns, order and nullability are not.
 */
final class SchemaCheck {

  private final Names names;
  private final List<String> differences = new ArrayList<>();

  private SchemaCheck(Names names) {
    this.names = names;
  }

  /** One line for each difference, in the declared order; empty when there is none. */
  static List<String> differences(StructType declared, StructType actual, Names names) {
    var check = new SchemaCheck(names);
    check.compareFields("", declared, actual);
    return List.copyOf(check.differences);
  }

  /** The outcome of a comparison: passed without a difference, failed with the lines otherwise. */
  static Outcome outcome(String expected, List<String> differences) {
    if (differences.isEmpty()) {
      return new Outcome.Passed(expected, "no difference");
    }
    return new Outcome.Failed(
        expected, Texts.count(differences.size(), "difference"), Texts.lines(differences));
  }

  private void compareFields(String prefix, StructType declared, StructType actual) {
    for (StructField field : declared.fields()) {
      String path = prefix + field.name();
      find(field.name(), actual)
          .ifPresentOrElse(
              found -> compare(path, field.dataType(), found.dataType()),
              () -> differences.add(path + ": missing, expected " + sql(field.dataType())));
    }
  }

  private Optional<StructField> find(String name, StructType in) {
    return Arrays.stream(in.fields()).filter(f -> names.same(f.name(), name)).findFirst();
  }

  private void compare(String path, DataType declared, DataType actual) {
    if (declared instanceof StructType one && actual instanceof StructType other) {
      compareFields(path + ".", one, other);
    } else if (declared instanceof ArrayType one && actual instanceof ArrayType other) {
      compare(path + ".element", one.elementType(), other.elementType());
    } else if (declared instanceof MapType one && actual instanceof MapType other) {
      compare(path + ".key", one.keyType(), other.keyType());
      compare(path + ".value", one.valueType(), other.valueType());
    } else if (!stored(declared).equals(stored(actual))) {
      differences.add(path + ": expected " + sql(declared) + ", actual " + sql(actual));
    }
  }

  /** Spark keeps CHAR and VARCHAR as strings. */
  static DataType stored(DataType type) {
    return type instanceof CharType || type instanceof VarcharType ? DataTypes.StringType : type;
  }

  private static String sql(DataType type) {
    return type.sql();
  }
}
