package io.tidegate.dataset;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Reads a split, leaves its corrupt rows out and counts both kinds. Runs in tasks. */
final class CountingReader extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** In place of an ordinal, where every row is good. */
  static final int NONE = -1;

  private final Function1<PartitionedFile, Iterator<InternalRow>> parser;
  private final StructType wanted;
  private final int corruptColumn;
  private final int[] required;
  private final ScanCounts counts;

  /**
   * @param parser gives rows that begin with the wanted columns
   * @param corruptColumn the ordinal of the column that is null in every good row, or {@link #NONE}
   * @param required the ordinals of the columns that are null in no good row
   */
  CountingReader(
      Function1<PartitionedFile, Iterator<InternalRow>> parser,
      StructType wanted,
      int corruptColumn,
      int[] required,
      ScanCounts counts) {
    this.parser = parser;
    this.wanted = wanted;
    this.corruptColumn = corruptColumn;
    this.required = required.clone();
    this.counts = counts;
  }

  @Override
  public Iterator<InternalRow> apply(PartitionedFile file) {
    var split = new SplitCount.Split(file.toPath().toString(), file.start(), file.length());
    return new CountingIterator(parser.apply(file), split, wanted, corruptColumn, required, counts);
  }
}
