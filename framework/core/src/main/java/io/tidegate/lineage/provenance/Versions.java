package io.tidegate.lineage.provenance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Versions of one table, as ranges that neither touch nor overlap, ascending.
 *
 * @param ranges never empty ones
 */
public record Versions(List<Range> ranges) {

  public static final Versions NONE = new Versions(List.of());

  public static final Versions ALL = from(0);

  /**
   * @param last inclusive; {@link Long#MAX_VALUE} for all that follow
   */
  public record Range(long first, long last) {

    boolean contains(long version) {
      return first <= version && version <= last;
    }

    private boolean meets(Range next) {
      return last == Long.MAX_VALUE || next.first <= last + 1;
    }

    @Override
    public String toString() {
      if (last == Long.MAX_VALUE) {
        return "v" + first + "..";
      }
      return first == last ? "v" + first : "v" + first + "..v" + last;
    }
  }

  public static Versions from(long first) {
    return of(first, Long.MAX_VALUE);
  }

  public static Versions of(long first, long last) {
    return new Versions(List.of(new Range(first, last)));
  }

  public boolean contains(long version) {
    for (Range range : ranges) {
      if (range.contains(version)) {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  private boolean covers(Versions others) {
    return others.ranges.stream()
        .allMatch(
            range ->
                ranges.stream()
                    .anyMatch(own -> own.contains(range.first()) && own.contains(range.last())));
  }

  Versions plus(Versions others) {
    if (covers(others)) {
      return this;
    }
    var all = new ArrayList<>(ranges);
    all.addAll(others.ranges);
    all.sort(Comparator.comparingLong(Range::first));
    var joined = new ArrayList<Range>();
    for (Range range : all) {
      int end = joined.size() - 1;
      if (end >= 0 && joined.get(end).meets(range)) {
        Range open = joined.get(end);
        joined.set(end, new Range(open.first(), Math.max(open.last(), range.last())));
      } else {
        joined.add(range);
      }
    }
    return new Versions(List.copyOf(joined));
  }

  /** {@code v3, v5..v7, v9..}. */
  @Override
  public String toString() {
    return ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
  }
}
