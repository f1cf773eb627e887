package io.tidegate.dataset;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;

/** Reads whole files, each row with the text that it was parsed from. Runs in tasks. */
interface NumberedRows extends Serializable {

  Iterator<NumberedRow> read(PartitionedFile file);

  /**
   * @param row the parsed columns and Spark's column of corrupt text behind them; valid until the
   *     next one
   */
  record NumberedRow(InternalRow row, TextRecord record) {}
}
