package io.tidegate.dataset;

import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/**
 * The good rows of one split. The counts are told once, when the split was read to its end: a
 * reader that stops early, as a LIMIT does, leaves the split uncounted and not half counted.
 *
 * <p>The row that is given is the same object each time, as with Spark's own readers.
 */
final class CountingIterator extends AbstractIterator<InternalRow> {

  private final Iterator<InternalRow> parsed;
  private final SplitCount.Split split;
  private final DataType[] types;
  private final int corruptColumn;
  private final int[] required;
  private final ScanCounts counts;
  private final GenericInternalRow row;

  private long rows;
  private long corrupt;
  private boolean ready;
  private boolean ended;

  CountingIterator(
      Iterator<InternalRow> parsed,
      SplitCount.Split split,
      StructType wanted,
      int corruptColumn,
      int[] required,
      ScanCounts counts) {
    this.parsed = parsed;
    this.split = split;
    this.types =
        java.util.Arrays.stream(wanted.fields()).map(f -> f.dataType()).toArray(DataType[]::new);
    this.corruptColumn = corruptColumn;
    this.required = required;
    this.counts = counts;
    this.row = new GenericInternalRow(types.length);
  }

  @Override
  public boolean hasNext() {
    while (!ready && parsed.hasNext()) {
      take(parsed.next());
    }
    if (!ready && !ended) {
      ended = true;
      counts.add(new SplitCount(split, rows, corrupt));
    }
    return ready;
  }

  private void take(InternalRow candidate) {
    if (isCorrupt(candidate)) {
      corrupt++;
      return;
    }
    for (int i = 0; i < types.length; i++) {
      row.update(i, candidate.get(i, types[i]));
    }
    rows++;
    ready = true;
  }

  private boolean isCorrupt(InternalRow candidate) {
    return corruptColumn != CountingReader.NONE && !candidate.isNullAt(corruptColumn)
        || lacks(candidate);
  }

  private boolean lacks(InternalRow candidate) {
    for (int column : required) {
      if (candidate.isNullAt(column)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException(split.toString());
    }
    ready = false;
    return row;
  }
}
