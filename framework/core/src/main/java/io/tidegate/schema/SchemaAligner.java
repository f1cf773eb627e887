package io.tidegate.schema;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.transform_keys;
import static org.apache.spark.sql.functions.transform_values;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.util.QuotingUtils;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Gives rows the columns of a table, at every level: its names, its order, its types. */
public final class SchemaAligner {

  private SchemaAligner() {}

  /**
   * The rows with exactly the target's columns, by name, case apart. What is missing is null, what
   * is narrower is cast, what the target does not have is left out. Lazy. The same dataset when
   * nothing has to change, so that the plan stays as it was.
   *
   * <p>Nullability is not changed: a column that is NOT NULL in the target may still have nulls,
   * which Delta finds as it writes. No struct of the rows may have two fields of one name.
   *
   * @throws IllegalArgumentException when a column's type does not fit the target's; a {@link
   *     SchemaDecision} that does not stop never has such a target
   */
  public static Dataset<Row> align(Dataset<Row> rows, StructType target) {
    var source = rows.schema();
    if (Types.plain(source).equals(Types.plain(target))) {
      return rows;
    }
    return rows.select(
        fields(source, target, "", name -> rows.col(QuotingUtils.quoteIdentifier(name))));
  }

  private static Column[] fields(
      StructType source, StructType target, String path, Function<String, Column> read) {
    var level = new Level(target, source);
    return Arrays.stream(target.fields())
        .map(
            to ->
                level
                    .match(to)
                    .map(from -> field(from, to, Paths.join(path, to.name()), read))
                    .orElseGet(() -> lit(null).cast(to.dataType()))
                    .as(to.name()))
        .toArray(Column[]::new);
  }

  private static Column field(
      StructField from, StructField to, String path, Function<String, Column> read) {
    return convert(read.apply(from.name()), from.dataType(), to.dataType(), path);
  }

  private static Column convert(Column value, DataType from, DataType to, String path) {
    if (Types.plain(from).equals(Types.plain(to))) {
      return value;
    }
    if (from instanceof StructType was && to instanceof StructType is) {
      var fields = struct(fields(was, is, path, value::getField));
      return when(value.isNull(), lit(null).cast(Types.nullable(is))).otherwise(fields);
    }
    if (from instanceof ArrayType was && to instanceof ArrayType is) {
      return transform(
          value, item -> convert(item, was.elementType(), is.elementType(), path + ".element"));
    }
    if (from instanceof MapType was && to instanceof MapType is) {
      return map(value, was, is, path);
    }
    if (!Types.fits(from, to)) {
      throw new IllegalArgumentException(
          path + ": " + from.catalogString() + " does not fit " + to.catalogString());
    }
    return value.cast(to);
  }

  private static Column map(Column value, MapType from, MapType to, String path) {
    var keys =
        Types.plain(from.keyType()).equals(Types.plain(to.keyType()))
            ? value
            : transform_keys(
                value, (k, v) -> convert(k, from.keyType(), to.keyType(), path + ".key"));
    return Types.plain(from.valueType()).equals(Types.plain(to.valueType()))
        ? keys
        : transform_values(
            keys, (k, v) -> convert(v, from.valueType(), to.valueType(), path + ".value"));
  }
}
