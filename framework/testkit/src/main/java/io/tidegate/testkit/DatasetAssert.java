package io.tidegate.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on a dataset that is small enough to be collected. Rows are compared as a bag: their
 * order does not matter, how often each comes does. A failure shows the rows that differ side by
 * side.
 *
 * <p>Values are compared by what they mean: {@code 1.50} is {@code 1.5}, a Scala sequence is the
 * list or array of the same members, a {@code java.sql.Date} is the {@code LocalDate} of the same
 * day. An {@code int} is not a {@code long}, as the column has one type.
 */
public final class DatasetAssert extends AbstractAssert<DatasetAssert, Dataset<Row>> {

  private DatasetAssert(Dataset<Row> actual) {
    super(actual, DatasetAssert.class);
  }

  public static DatasetAssert assertThat(Dataset<Row> actual) {
    return new DatasetAssert(actual);
  }

  /** Exactly these rows, in any order. */
  public DatasetAssert hasRows(Row... expected) {
    isNotNull();
    int columns = actual.columns().length;
    IntStream.range(0, expected.length)
        .filter(i -> expected[i].length() != columns)
        .findFirst()
        .ifPresent(
            i ->
                failWithMessage(
                    "expected row %d has %d values, and the dataset has %d columns: %s",
                    i + 1, expected[i].length(), columns, String.join(", ", actual.columns())));
    return compare(List.of(expected));
  }

  /** The same columns and types in the same order, and the same rows in any order. */
  public DatasetAssert hasSameRowsAs(Dataset<Row> expected) {
    isNotNull();
    hasSchema(expected.schema());
    return compare(expected.collectAsList());
  }

  public DatasetAssert hasNoRows() {
    return hasRows();
  }

  /** Exactly these column names in this order. */
  public DatasetAssert hasColumns(String... names) {
    isNotNull();
    if (!Arrays.equals(actual.columns(), names)) {
      failWithMessage(
          "expected columns: %s%nactual columns:   %s",
          String.join(", ", names), String.join(", ", actual.columns()));
    }
    return this;
  }

  /**
   * These columns and types in this order; whether they may be null does not matter.
   *
   * @param ddl as in {@code id BIGINT, tags ARRAY<STRING>}
   */
  public DatasetAssert hasSchema(String ddl) {
    isNotNull();
    return hasSchema(StructType.fromDDL(ddl));
  }

  private DatasetAssert hasSchema(StructType expected) {
    String wanted = text(expected);
    String got = text(actual.schema());
    if (!wanted.equals(got)) {
      failWithMessage("expected schema: %s%nactual schema:   %s", wanted, got);
    }
    return this;
  }

  /** Names and types, which is all that {@code catalogString} has. */
  private static String text(StructType schema) {
    return schema.catalogString();
  }

  private DatasetAssert compare(List<Row> expected) {
    var diff = new RowDiff(expected, actual.collectAsList());
    if (!diff.isEmpty()) {
      throw failure("%s", diff.text(actual.columns()));
    }
    return this;
  }
}
