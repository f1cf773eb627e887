package io.tidegate.check;

import java.util.Map;
import java.util.Optional;

/**
 * What the statistics of written files say of the rows in them.
 *
 * @param columns by name; a column is missing unless every file has statistics of it
 */
public record RowStatistics(long rows, Map<String, OfColumn> columns) {

  /**
   * @param least of the column's type as a Spark {@code Row} has it; empty where all values are
   *     null, where the statistics are not exact and where the type has none
   * @param greatest as {@code least}
   */
  public record OfColumn(long nulls, Optional<Object> least, Optional<Object> greatest) {

    public boolean hasExtremes() {
      return least.isPresent() && greatest.isPresent();
    }
  }

  /** Of files without statistics. */
  public static RowStatistics none(long rows) {
    return new RowStatistics(rows, Map.of());
  }

  public Optional<OfColumn> of(String column) {
    return Optional.ofNullable(columns.get(column));
  }
}
