package io.tidegate.faults;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How much of a suite is run: {@code -Dtidegate.faults=all}, or a part that is quick. */
final class Extent {

  static final boolean ALL = "all".equals(System.getProperty("tidegate.faults"));

  /** How many fault points of a kind at most; {@code -Dtidegate.faults.limit}. */
  private static final int LIMIT = Integer.getInteger("tidegate.faults.limit", Integer.MAX_VALUE);

  /** Only the points of a faulty storage whose names have this; {@code -Dtidegate.faults.only}. */
  private static final String ONLY = System.getProperty("tidegate.faults.only", "");

  private Extent() {}

  static boolean includes(String point) {
    return point.contains(ONLY);
  }

  /** All scenarios, those that {@code -Dtidegate.faults.scenarios} names, or the quick ones. */
  static List<Scenario> scenarios(Scenario... quick) {
    String named = System.getProperty("tidegate.faults.scenarios", "");
    if (!named.isEmpty()) {
      return Arrays.stream(named.split(",", -1)).map(Scenario::valueOf).toList();
    }
    return ALL ? List.of(Scenario.values()) : List.of(quick);
  }

  /** The numbers from 1 on, or so many of them, evenly spread, with the first and the last. */
  static List<Integer> points(int last, int quick) {
    int wanted = Math.min(last, ALL ? LIMIT : quick);
    return IntStream.rangeClosed(1, wanted)
        .mapToObj(i -> wanted == 1 ? (last + 1) / 2 : 1 + (i - 1) * (last - 1) / (wanted - 1))
        .toList();
  }
}
