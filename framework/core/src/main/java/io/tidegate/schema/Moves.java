package io.tidegate.schema;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which members of a sequence moved. */
final class Moves {

  private Moves() {}

  /**
   * The fewest indexes whose members must move for the rest to be in ascending order: all that are
   * outside of one longest increasing subsequence.
   *
   * @param positions distinct
   */
  static Set<Integer> of(List<Integer> positions) {
    int[] tails = new int[positions.size()];
    int[] previous = new int[positions.size()];
    int length = 0;
    for (int i = 0; i < positions.size(); i++) {
      int at = slot(positions, tails, length, positions.get(i));
      previous[i] = at == 0 ? -1 : tails[at - 1];
      tails[at] = i;
      length = Math.max(length, at + 1);
    }
    return outside(previous, length == 0 ? -1 : tails[length - 1]);
  }

  /** Where the value belongs among the last members of the best subsequences so far. */
  private static int slot(List<Integer> positions, int[] tails, int length, int value) {
    int[] values = Arrays.stream(tails, 0, length).map(positions::get).toArray();
    return -1 - Arrays.binarySearch(values, value);
  }

  private static Set<Integer> outside(int[] previous, int last) {
    var moved = new HashSet<Integer>();
    for (int i = 0; i < previous.length; i++) {
      moved.add(i);
    }
    for (int i = last; i >= 0; i = previous[i]) {
      moved.remove(i);
    }
    return moved;
  }
}
