package io.tidegate.quality;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import com.amazon.deequ.analyzers.Analyzers$;
import io.tidegate.quality.HashedKeys.Spread;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/**
 * How often each key occurs, counted in the cheaper of two ways.
 *
 * @param keyed the columns of the key, of rows that have one
 */
record KeyCounts(Dataset<Row> keyed, Column[] columns) {

  private static final String COUNT = Analyzers$.MODULE$.COUNT_COL();

  /** Below, a second job costs more than it saves. */
  private static final long WORTH_HASHING = 100_000;

  /** Of these types equal values have equal bytes: 0.0 and -0.0 are one key, and two hashes. */
  private static final Set<DataType> HASHABLE =
      Set.of(
          DataTypes.ByteType,
          DataTypes.ShortType,
          DataTypes.IntegerType,
          DataTypes.LongType,
          DataTypes.BooleanType,
          DataTypes.StringType,
          DataTypes.BinaryType,
          DataTypes.DateType,
          DataTypes.TimestampType,
          DataTypes.TimestampNTZType);

  /**
   * A row for each key that there is, with how often it occurs.
   *
   * @param rows how many {@code keyed} has
   * @param distinct whether nearly every key is expected to occur once; where groups are few, Spark
   *     is fast at them
   */
  Dataset<Row> counts(long rows, boolean distinct) {
    if (!distinct || rows < WORTH_HASHING || !hashable(keyed.schema())) {
      return grouped();
    }
    var keys = new HashedKeys(keyed, columns);
    return keys.spread(rows).map(spread -> counts(keys, spread)).orElseGet(this::grouped);
  }

  private Dataset<Row> counts(HashedKeys keys, Spread spread) {
    Dataset<Row> once = keyed.sparkSession().range(spread.once()).select(lit(1L).as(COUNT));
    return spread.again().length == 0
        ? once
        : once.union(new KeyCounts(keys.withHash(spread.again()), columns).grouped().select(COUNT));
  }

  private Dataset<Row> grouped() {
    return keyed.groupBy(columns).agg(count(lit(1)).as(COUNT));
  }

  /** Whether equal values of these columns have equal bytes, and so one text. */
  static boolean hashable(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(field -> field.dataType())
        .allMatch(type -> HASHABLE.contains(type) || type instanceof DecimalType);
  }
}
