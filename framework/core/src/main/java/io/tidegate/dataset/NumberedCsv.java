package io.tidegate.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;
import scala.collection.Iterator;

/** Spark's rows of a whole CSV file beside the records that they come from. Runs in tasks. */
final class NumberedCsv implements NumberedRows {

  private static final long serialVersionUID = 1L;

  private final Function1<PartitionedFile, Iterator<InternalRow>> parser;
  private final CSVOptions options;
  private final SerializableConfiguration hadoop;

  NumberedCsv(
      Function1<PartitionedFile, Iterator<InternalRow>> parser,
      CSVOptions options,
      SerializableConfiguration hadoop) {
    this.parser = parser;
    this.options = options;
    this.hadoop = hadoop;
  }

  @Override
  public java.util.Iterator<NumberedRow> read(PartitionedFile file) {
    try {
      var records = CsvRecords.open(file.toPath(), options, hadoop.value());
      Tasks.closeAtEnd(records);
      Iterator<InternalRow> rows = parser.apply(file);
      return new java.util.Iterator<>() {
        @Override
        public boolean hasNext() {
          return rows.hasNext();
        }

        @Override
        public NumberedRow next() {
          return new NumberedRow(rows.next(), records.next());
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
