package io.tidegate.testkit;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Row values as plain Java ones, which are equal when the values are: Scala's collections, arrays
 * and Java's become lists and maps, decimals lose trailing zeros, dates and timestamps have one
 * class each whatever Spark was told to return.
 */
final class PlainValues {

  private PlainValues() {}

  static List<@Nullable Object> of(Row row) {
    var values = new ArrayList<@Nullable Object>();
    for (int i = 0; i < row.length(); i++) {
      values.add(of(row.get(i)));
    }
    return values;
  }

  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof Row row) {
      return of(row);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.stripTrailingZeros();
    }
    if (value instanceof scala.math.BigDecimal decimal) {
      return decimal.bigDecimal().stripTrailingZeros();
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    }
    if (value instanceof Date date) {
      return date.toLocalDate();
    }
    if (value instanceof byte[] bytes) {
      return "0x" + HexFormat.of().formatHex(bytes);
    }
    return collection(value);
  }

  private static @Nullable Object collection(@Nullable Object value) {
    if (value instanceof scala.collection.Seq<?> seq) {
      return list(JavaConverters.seqAsJavaList(seq));
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    if (value instanceof Object[] array) {
      return list(Arrays.asList(array));
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      return map(JavaConverters.mapAsJavaMap(map));
    }
    return value instanceof Map<?, ?> map ? map(map) : value;
  }

  private static List<@Nullable Object> list(List<?> values) {
    var plain = new ArrayList<@Nullable Object>();
    values.forEach(value -> plain.add(of(value)));
    return plain;
  }

  private static Map<@Nullable Object, @Nullable Object> map(Map<?, ?> values) {
    var plain = new HashMap<@Nullable Object, @Nullable Object>();
    values.forEach((key, value) -> plain.put(of(key), of(value)));
    return plain;
  }
}
