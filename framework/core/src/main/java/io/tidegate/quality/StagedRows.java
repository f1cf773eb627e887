package io.tidegate.quality;

import io.tidegate.check.RowStatistics;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows that were written, and what is known of them already.
 *
 * @param observed {@link Quality#aggregates} by their aliases, over exactly these rows
 * @param inTheWrite whether they were observed in the pass that wrote
 * @param statistics of the files; asked for only when some rule can use them
 * @param rows read back from the files; asked for only when some rule needs them
 */
public record StagedRows(
    Row observed,
    boolean inTheWrite,
    Supplier<RowStatistics> statistics,
    Supplier<Dataset<Row>> rows) {

  /** What is asked for is read from storage, and more than one rule asks. */
  public StagedRows {
    statistics = new Once<>(statistics);
    rows = new Once<>(rows);
  }
}
