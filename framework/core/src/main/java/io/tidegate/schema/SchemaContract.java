package io.tidegate.schema;

import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.Problems;
import io.tidegate.problem.UserException;
import java.util.Arrays;
import java.util.HashSet;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VarcharType;

/**
 * The schema that an output must have, read from the conf. NOT NULL is kept where Delta checks it:
 * on columns, and on fields of structs that are NOT NULL themselves. Of a column's metadata only
 * the comment is kept. Needs Spark's classes and no session.
 */
public final class SchemaContract {

  private static final String COMMENT = "comment";
  private static final String DEFAULT = "CURRENT_DEFAULT";

  private final Place place;
  private final Problems problems = new Problems();

  private SchemaContract(Place place) {
    this.place = place;
  }

  /**
   * Reads Spark DDL ({@code id BIGINT NOT NULL, name STRING}) or Spark's schema JSON.
   *
   * @throws UserException with every problem, when the text is neither or says what Delta cannot
   *     keep
   */
  public static StructType parse(String text, Place place) {
    var contract = new SchemaContract(place);
    var schema = contract.read(text.strip());
    var checked = contract.struct("", schema, true);
    contract.problems.throwIfAny();
    return checked;
  }

  private StructType read(String text) {
    DataType type = text.startsWith("{") ? json(text) : ddl(text);
    if (type instanceof StructType struct && struct.length() > 0) {
      return struct;
    }
    throw new UserException(Problem.at(place, "the contract has no columns"));
  }

  // Spark throws checked exceptions that its Scala signatures do not declare.
  private StructType ddl(String text) {
    try {
      return text.isEmpty() ? new StructType() : StructType.fromDDL(text);
    } catch (Exception e) {
      throw unreadable("Spark DDL", e, "write it like: id BIGINT NOT NULL, name STRING");
    }
  }

  private DataType json(String text) {
    try {
      return DataType.fromJson(text);
    } catch (Exception e) {
      throw unreadable("Spark's schema JSON", e, "take what df.schema().json() prints");
    }
  }

  private UserException unreadable(String as, Exception e, String remedy) {
    String reason =
        String.valueOf(e.getMessage()).lines().filter(l -> !l.isBlank()).findFirst().orElse("");
    return new UserException(
        Problem.at(place, "the contract cannot be read as " + as + ": " + reason, remedy));
  }

  private StructType struct(String path, StructType struct, boolean checked) {
    var names = new HashSet<String>();
    return new StructType(
        Arrays.stream(struct.fields())
            .map(
                field -> {
                  String at = Paths.join(path, field.name());
                  if (!names.add(Paths.key(field.name()))) {
                    bad(at + " is there twice", "names must differ by more than case");
                  }
                  return field(at, field, checked);
                })
            .toArray(StructField[]::new));
  }

  private StructField field(String path, StructField field, boolean checked) {
    if (!field.nullable() && !checked) {
      unchecked(path);
    }
    if (field.metadata().contains(DEFAULT)) {
      bad(path + " has a DEFAULT", "have the job compute the value");
    }
    return DataTypes.createStructField(
        field.name(),
        type(path, field.dataType(), checked && !field.nullable()),
        field.nullable(),
        comment(field));
  }

  private static Metadata comment(StructField field) {
    return field.metadata().contains(COMMENT)
        ? new MetadataBuilder().putString(COMMENT, field.metadata().getString(COMMENT)).build()
        : Metadata.empty();
  }

  private DataType type(String path, DataType type, boolean checked) {
    if (type instanceof StructType inner) {
      return struct(path, inner, checked);
    }
    if (type instanceof ArrayType array) {
      return array(path + ".element", array);
    }
    if (type instanceof MapType map) {
      return map(path, map);
    }
    if (type instanceof CharType || type instanceof VarcharType) {
      bad(path + " is " + type.catalogString(), "use string, and a rule for its length");
    }
    return type;
  }

  private ArrayType array(String path, ArrayType array) {
    if (!array.containsNull()) {
      unchecked(path);
    }
    return DataTypes.createArrayType(type(path, array.elementType(), false), true);
  }

  private MapType map(String path, MapType map) {
    if (!map.valueContainsNull()) {
      unchecked(path + ".value");
    }
    return DataTypes.createMapType(
        type(path + ".key", map.keyType(), false),
        type(path + ".value", map.valueType(), false),
        true);
  }

  private void unchecked(String path) {
    bad(
        path + " is declared without nulls where Delta does not check it",
        "make it nullable; in a struct, make the struct NOT NULL too");
  }

  private void bad(String message, String remedy) {
    problems.add(Problem.at(place, "the contract's " + message, remedy));
  }
}
