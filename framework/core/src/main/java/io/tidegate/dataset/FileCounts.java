package io.tidegate.dataset;

import io.tidegate.dataset.SplitCount.Split;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts of whole files, put together from counts of their splits. Two scans may split a file at
 * different bytes; any row of splits that joins without gap or overlap from the first byte to the
 * last gives the file's count.
 */
final class FileCounts {

  private FileCounts() {}

  /** What a whole file holds. */
  record Count(long rows, long corrupt, Tally tally) {

    static final Count ZERO = new Count(0, 0);

    Count(long rows, long corrupt) {
      this(rows, corrupt, Tally.NONE);
    }

    Count plus(SplitCount more) {
      return new Count(rows + more.rows(), corrupt + more.corrupt(), tally.plus(more.tally()));
    }
  }

  /**
   * @param bytes the length of each file, by path
   * @return the count of each file that was read in full, by path; an empty file counts zero
   */
  static Map<String, Count> of(Map<String, Long> bytes, Collection<SplitCount> splits) {
    Map<String, List<SplitCount>> byFile =
        splits.stream()
            .collect(java.util.stream.Collectors.groupingBy(count -> count.split().file()));
    Map<String, Count> files = new TreeMap<>();
    bytes.forEach(
        (file, length) ->
            whole(length, byFile.getOrDefault(file, List.of()))
                .ifPresent(count -> files.put(file, count)));
    return files;
  }

  private static Optional<Count> whole(long length, List<SplitCount> splits) {
    Map<Long, Count> upTo = new HashMap<>(Map.of(0L, Count.ZERO));
    splits.stream()
        .sorted(java.util.Comparator.comparingLong(count -> count.split().start()))
        .forEach(count -> extend(upTo, count));
    return Optional.ofNullable(upTo.get(length));
  }

  private static void extend(Map<Long, Count> upTo, SplitCount next) {
    Split split = next.split();
    Count before = upTo.get(split.start());
    if (before != null) {
      upTo.putIfAbsent(split.end(), before.plus(next));
    }
  }
}
