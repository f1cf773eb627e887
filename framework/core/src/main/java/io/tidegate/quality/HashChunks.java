package io.tidegate.quality;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * A task's hashes, dealt to buckets by their upper bits, in arrays: one for a bucket at a time, so
 * that a task holds no more than that of its rows.
 */
final class HashChunks implements Iterator<Tuple2<Integer, long[]>> {

  /** Hashes in an array; 64 KB. */
  static final int SIZE = 8192;

  private final Iterator<InternalRow> rows;
  private final LongChunk[] open;
  private final Queue<Tuple2<Integer, long[]>> full = new ArrayDeque<>();

  /**
   * @param rows of one column, a hash that is never null
   */
  HashChunks(Iterator<InternalRow> rows, int buckets) {
    this.rows = rows;
    this.open = new LongChunk[buckets];
    Arrays.setAll(open, bucket -> new LongChunk(16));
  }

  @Override
  public boolean hasNext() {
    while (full.isEmpty() && rows.hasNext()) {
      add(rows.next().getLong(0));
    }
    if (full.isEmpty()) {
      closeAll();
    }
    return !full.isEmpty();
  }

  private void add(long hash) {
    int bucket = bucket(hash, open.length);
    open[bucket].add(hash);
    if (open[bucket].size() == SIZE) {
      close(bucket);
    }
  }

  /** The same for the same hash; over many hashes, each as often as another. */
  static int bucket(long hash, int buckets) {
    return (int) (((hash >>> 32) * buckets) >>> 32);
  }

  private void closeAll() {
    for (int bucket = 0; bucket < open.length; bucket++) {
      if (open[bucket].size() > 0) {
        close(bucket);
      }
    }
  }

  private void close(int bucket) {
    full.add(new Tuple2<>(bucket, open[bucket].toArray()));
    open[bucket].clear();
  }

  @Override
  public Tuple2<Integer, long[]> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return full.remove();
  }
}
