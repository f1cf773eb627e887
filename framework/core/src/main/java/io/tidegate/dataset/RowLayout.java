package io.tidegate.dataset;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Looks at parsed rows: where in them is what their reader asks for. Sent to tasks. */
final class RowLayout implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int NONE = -1;

  private final DataType[] types;
  private final int wanted;
  private final int corrupt;
  private final int[] required;
  private final int[] summed;
  private final int[] file;
  private final @Nullable Trailer trailer;

  private RowLayout(StructType parsed, int wanted, int corrupt, int[] file, RowChecks checks) {
    this.types = Arrays.stream(parsed.fields()).map(StructField::dataType).toArray(DataType[]::new);
    this.wanted = wanted;
    this.corrupt = corrupt;
    this.file = file;
    this.required = ordinals(parsed, checks.required());
    this.summed = checks.summed().stream().mapToInt(sum -> ordinal(parsed, sum)).toArray();
    this.trailer = checks.trailer().orElse(null);
  }

  /** Of rows that have the wanted columns and are all good. */
  static RowLayout ofGood(StructType wanted) {
    return new RowLayout(wanted, wanted.length(), NONE, new int[0], RowChecks.NONE);
  }

  /**
   * @param parsed begins with the wanted columns and ends with the corrupt text
   * @param wanted how many they are
   * @param data the file's columns, in its order; all are parsed where a trailer is looked for
   */
  static RowLayout of(StructType parsed, int wanted, StructType data, RowChecks checks) {
    List<String> names = List.of(parsed.fieldNames());
    int[] file = Arrays.stream(data.fieldNames()).mapToInt(names::indexOf).toArray();
    return new RowLayout(parsed, wanted, parsed.length() - 1, file, checks);
  }

  /** Of the columns of which this holds. */
  private static int[] ordinals(StructType columns, Predicate<String> which) {
    return IntStream.range(0, columns.length())
        .filter(i -> which.test(columns.fields()[i].name()))
        .toArray();
  }

  private static int ordinal(StructType columns, Predicate<String> which) {
    return Arrays.stream(ordinals(columns, which)).findFirst().orElse(NONE);
  }

  /** A row for {@link #take}. */
  GenericInternalRow empty() {
    return new GenericInternalRow(wanted);
  }

  /** The wanted columns of a parsed row. */
  void take(InternalRow parsed, GenericInternalRow into) {
    for (int i = 0; i < wanted; i++) {
      into.update(i, parsed.get(i, types[i]));
    }
  }

  boolean isCorrupt(InternalRow parsed) {
    if (corrupt != NONE && !parsed.isNullAt(corrupt)) {
      return true;
    }
    for (int column : required) {
      if (parsed.isNullAt(column)) {
        return true;
      }
    }
    return false;
  }

  /** The fields of a row that holds the file's totals; empty for data. */
  Optional<List<String>> trailer(InternalRow parsed) {
    if (trailer == null) {
      return Optional.empty();
    }
    if (!parsed.isNullAt(corrupt)) {
      return trailer.fields(parsed.getUTF8String(corrupt).toString());
    }
    int first = file[0];
    boolean marked =
        types[first] instanceof StringType
            && !parsed.isNullAt(first)
            && trailer.marks(parsed.getUTF8String(first).toString());
    return marked ? Optional.of(texts(parsed)) : Optional.empty();
  }

  private List<String> texts(InternalRow parsed) {
    return Arrays.stream(file)
        .mapToObj(i -> Objects.toString(parsed.get(i, types[i]), ""))
        .toList();
  }

  /** Zeros, one for each sum. */
  BigDecimal[] zeros() {
    var sums = new BigDecimal[summed.length];
    Arrays.fill(sums, BigDecimal.ZERO);
    return sums;
  }

  /** A column that is empty, or not in this file, adds nothing. */
  void add(InternalRow parsed, BigDecimal[] sums) {
    for (int i = 0; i < summed.length; i++) {
      int column = summed[i];
      if (column != NONE && !parsed.isNullAt(column)) {
        sums[i] = sums[i].add(number(parsed.get(column, types[column])));
      }
    }
  }

  private static BigDecimal number(Object value) {
    return value instanceof Decimal decimal
        ? decimal.toJavaBigDecimal()
        : BigDecimal.valueOf(((Number) value).longValue());
  }
}
