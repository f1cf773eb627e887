package io.tidegate.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word that a mistyped one was most likely meant to be. */
public final class Closest {

  private Closest() {}

  /**
   * The candidate with the fewest edits, when they are at most a third of the longer word, or two
   * for short words; of equals the first in alphabetical order.
   */
  public static Optional<String> to(String word, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> near(word, candidate))
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code did you mean X?}, or the other text when nothing is close. */
  public static String hint(String word, Collection<String> candidates, String otherwise) {
    return to(word, candidates).map(found -> "did you mean " + found + "?").orElse(otherwise);
  }

  private static boolean near(String word, String candidate) {
    int longest = Math.max(word.length(), candidate.length());
    int allowed = Math.max(Math.min(2, longest - 1), longest / 3);
    return Math.abs(word.length() - candidate.length()) <= allowed
        && distance(word, candidate) <= allowed;
  }

  /** Optimal string alignment distance: insert, delete, replace, swap of two neighbours. */
  static int distance(String a, String b) {
    int[][] best = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        best[i][j] = i == 0 || j == 0 ? i + j : cheapest(best, a, b, i, j);
      }
    }
    return best[a.length()][b.length()];
  }

  private static int cheapest(int[][] best, String a, String b, int i, int j) {
    int replaced = best[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int edited = Math.min(replaced, 1 + Math.min(best[i - 1][j], best[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(edited, best[i - 2][j - 2] + 1) : edited;
  }
}
