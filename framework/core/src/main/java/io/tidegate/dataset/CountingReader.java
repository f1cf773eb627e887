package io.tidegate.dataset;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import scala.Function1;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Reads a split, leaves its corrupt rows out and counts both kinds. Runs in tasks. */
final class CountingReader extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
    implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Function1<PartitionedFile, Iterator<InternalRow>> parser;
  private final RowLayout layout;
  private final ScanCounts counts;

  /**
   * @param parser gives rows of that layout
   */
  CountingReader(
      Function1<PartitionedFile, Iterator<InternalRow>> parser,
      RowLayout layout,
      ScanCounts counts) {
    this.parser = parser;
    this.layout = layout;
    this.counts = counts;
  }

  @Override
  public Iterator<InternalRow> apply(PartitionedFile file) {
    var split = new SplitCount.Split(file.toPath().toString(), file.start(), file.length());
    return new CountingIterator(parser.apply(file), split, layout, counts);
  }
}
