package io.tidegate.dataset;

import io.tidegate.dataset.NumberedRows.NumberedRow;
import io.tidegate.interop.Scala;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;

/** Reads a file from its first byte to its last for the rows that are left out. Runs in tasks. */
final class RejectedReader implements FlatMapFunction<RejectedReader.WholeFile, Row> {

  /** Of a longer text the beginning is kept: a file without line breaks is one record. */
  static final int LONGEST_TEXT = 100_000;

  private static final long serialVersionUID = 1L;

  private final NumberedRows rows;
  private final RowReasons reasons;
  private final RowLayout layout;

  /**
   * @param rows of that layout
   */
  RejectedReader(NumberedRows rows, RowReasons reasons, RowLayout layout) {
    this.rows = rows;
    this.reasons = reasons;
    this.layout = layout;
  }

  record WholeFile(String path, long length, long modified) implements Serializable {

    static WholeFile of(FileStatus file) {
      return new WholeFile(file.getPath().toString(), file.getLen(), file.getModificationTime());
    }

    PartitionedFile all() {
      return new PartitionedFile(
          InternalRow.empty(),
          SparkPath.fromPath(new Path(path)),
          0,
          length,
          new String[0],
          modified,
          length,
          Scala.map(Map.of()));
    }
  }

  @Override
  public Iterator<Row> call(WholeFile file) {
    var found = Spliterators.spliteratorUnknownSize(rows.read(file.all()), Spliterator.ORDERED);
    String path = Uris.of(new Path(file.path()));
    return StreamSupport.stream(found, false)
        .filter(row -> rejects(row.row()))
        .map(row -> rejected(path, row))
        .iterator();
  }

  private boolean rejects(InternalRow row) {
    return layout.isCorrupt(row) && layout.trailer(row).isEmpty();
  }

  private Row rejected(String path, NumberedRow row) {
    String text = row.record().text();
    return RowFactory.create(
        path,
        row.record().line(),
        text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT),
        reasons.of(row.row(), text));
  }
}
