package io.tidegate.quality;

import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.HashPartitioner;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Keys of which nearly all occur once, counted by a hash of 64 bits each. Keys whose hashes differ
 * differ; the few of a hash that occurs again can be compared themselves. What is shuffled is eight
 * bytes a row, and what is sorted an array of them: about a tenth of what Spark takes to group rows
 * of which each is a group of its own.
 *
 * @param keyed the columns of the key, of rows that have one
 */
record HashedKeys(Dataset<Row> keyed, Column[] columns) {

  /** Rows in a bucket: 16 MB of hashes in a task. */
  private static final long BUCKET = 2_000_000;

  /** Where more keys than these occur again, Spark groups them all. */
  static final int MOST_REPEATED = 10_000;

  /**
   * How the keys are spread.
   *
   * @param once how many hashes occurred once
   * @param again the hashes that occurred more than once, sorted; some of them, if they are more
   *     than {@link #MOST_REPEATED}
   */
  record Spread(long once, long[] again) implements Serializable {

    Spread and(Spread other) {
      long[] both = Arrays.copyOf(again, again.length + other.again.length);
      System.arraycopy(other.again, 0, both, again.length, other.again.length);
      return new Spread(once + other.once, both);
    }

    /** Of all hashes of a bucket. */
    static Spread of(long[] hashes) {
      Arrays.sort(hashes);
      long once = 0;
      var again = new LongChunk(16);
      for (int i = 0; i < hashes.length; ) {
        int next = i + 1;
        while (next < hashes.length && hashes[next] == hashes[i]) {
          next++;
        }
        if (next == i + 1) {
          once++;
        } else if (again.size() <= MOST_REPEATED) {
          again.add(hashes[i]);
        }
        i = next;
      }
      return new Spread(once, again.toArray());
    }
  }

  /**
   * @param rows how many there are, for the size of the tasks
   * @return empty when more keys occur again than are worth to be told apart
   */
  Optional<Spread> spread(long rows) {
    int buckets = buckets(rows, keyed.sparkSession().sparkContext().defaultParallelism());
    Spread all =
        keyed
            .select(hash())
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitionsToPair(hashes -> new HashChunks(hashes, buckets))
            .partitionBy(new HashPartitioner(buckets))
            .mapPartitions(HashedKeys::bucket)
            .fold(new Spread(0, new long[0]), Spread::and);
    return all.again().length > MOST_REPEATED ? Optional.empty() : Optional.of(all);
  }

  static int buckets(long rows, int parallelism) {
    return (int) Math.max(Math.min(parallelism, rows / 10_000 + 1), rows / BUCKET + 1);
  }

  private static Iterator<Spread> bucket(Iterator<Tuple2<Integer, long[]>> chunks) {
    var hashes = new LongChunk(HashChunks.SIZE);
    chunks.forEachRemaining(chunk -> hashes.addAll(chunk._2()));
    return Collections.singleton(Spread.of(hashes.toArray())).iterator();
  }

  /** The rows whose key's hash is one of these. */
  Dataset<Row> withHash(long[] hashes) {
    List<Long> all = Arrays.stream(hashes).boxed().toList();
    return keyed.where(hash().isInCollection(all));
  }

  private Column hash() {
    return xxhash64(columns);
  }
}
