package io.tidegate.dataset;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
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
  private final RowLayout layout;
  private final ScanCounts counts;
  private final GenericInternalRow row;
  private final BigDecimal[] sums;
  private final List<List<String>> trailers = new ArrayList<>();

  private long rows;
  private long corrupt;
  private boolean ready;
  private boolean ended;

  CountingIterator(
      Iterator<InternalRow> parsed, SplitCount.Split split, RowLayout layout, ScanCounts counts) {
    this.parsed = parsed;
    this.split = split;
    this.layout = layout;
    this.counts = counts;
    this.row = layout.empty();
    this.sums = layout.zeros();
  }

  @Override
  public boolean hasNext() {
    while (!ready && parsed.hasNext()) {
      take(parsed.next());
    }
    if (!ready && !ended) {
      ended = true;
      counts.add(new SplitCount(split, rows, corrupt, new Tally(List.of(sums), trailers)));
    }
    return ready;
  }

  private void take(InternalRow candidate) {
    Optional<List<String>> totals = layout.trailer(candidate);
    if (totals.isPresent()) {
      trailers.add(totals.get());
    } else if (layout.isCorrupt(candidate)) {
      corrupt++;
    } else {
      layout.take(candidate, row);
      layout.add(candidate, sums);
      rows++;
      ready = true;
    }
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
