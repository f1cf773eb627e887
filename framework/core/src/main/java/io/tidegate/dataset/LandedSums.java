package io.tidegate.dataset;

import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;

import io.tidegate.volume.RowSum;
import io.tidegate.volume.RowSums;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Spark's sums of rows that landed.
 *
 * @param digests of the columns' values, one after the other
 * @param part of each row, and its key as text
 */
record LandedSums(Dataset<Row> rows, Column digests, Column part, Column key, KeyText shown)
    implements RowSums {

  @Override
  public Map<String, RowSum> parts() {
    return sums(rows, part, name -> name);
  }

  @Override
  public Map<String, RowSum> keys(String name) {
    return sums(rows.where(part.equalTo(name)), key, shown::of);
  }

  private Map<String, RowSum> sums(Dataset<Row> of, Column by, UnaryOperator<String> name) {
    var sums = new HashMap<String, RowSum>();
    of.select(by.as("by"), hash().as("hash"))
        .groupBy("by")
        .agg(count(lit(1)), sum("hash"))
        .collectAsList()
        .forEach(
            row ->
                sums.put(
                    name.apply(row.getString(0)),
                    new RowSum(row.getLong(1), row.getDecimal(2).toBigIntegerExact())));
    return sums;
  }

  /** The first 60 bits of a row's digest. */
  private Column hash() {
    return conv(substring(md5(digests.cast("binary")), 1, 15), 16, 10).cast("decimal(20,0)");
  }

  /** Of a value as text; a null has one too. */
  static Column digest(Column text) {
    return functions.coalesce(md5(text.cast("binary")), lit("-"));
  }
}
