package io.tidegate.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;

/** Spark's rows of a file that is one JSON text: each of them comes from the whole of it. */
final class WholeFileJson implements NumberedRows {

  private static final long serialVersionUID = 1L;

  private final Function1<PartitionedFile, scala.collection.Iterator<InternalRow>> parser;
  private final String encoding;
  private final SerializableConfiguration hadoop;

  WholeFileJson(
      Function1<PartitionedFile, scala.collection.Iterator<InternalRow>> parser,
      String encoding,
      SerializableConfiguration hadoop) {
    this.parser = parser;
    this.encoding = encoding;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<NumberedRow> read(PartitionedFile file) {
    var record = new TextRecord(1, content(file));
    var rows = parser.apply(file);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public NumberedRow next() {
        return new NumberedRow(rows.next(), record);
      }
    };
  }

  private String content(PartitionedFile file) {
    try (var in = TextFiles.open(file.toPath(), hadoop.value())) {
      String text =
          new String(in.readNBytes(4 * RejectedReader.LONGEST_TEXT), Charset.forName(encoding));
      return TextFiles.unmarked(text).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
