package io.tidegate.schema;

/** How alike two names are, from 0 to 1. */
final class Likeness {

  /** From here on two names may be the same column. */
  static final double SUSPICIOUS = 0.75;

  /** A shorter name than this begins too many others by chance. */
  private static final int SHORTEST_PREFIX = 3;

  private Likeness() {}

  /**
   * 1 for names that are the same in letters and digits, 0.9 where one begins with the other, else
   * one minus their edit distance over the length of the longer.
   */
  static double of(String one, String other) {
    int[] a = letters(one).codePoints().toArray();
    int[] b = letters(other).codePoints().toArray();
    int longer = Math.max(a.length, b.length);
    int shorter = Math.min(a.length, b.length);
    if (shorter == 0) {
      return 0;
    }
    boolean prefix = java.util.Arrays.mismatch(a, b) == shorter && shorter >= SHORTEST_PREFIX;
    double edits = 1 - (double) distance(a, b) / longer;
    return prefix && longer > shorter ? Math.max(0.9, edits) : edits;
  }

  /** The letters and digits alone, in lower case. */
  static String letters(String name) {
    var letters = new StringBuilder();
    Paths.key(name)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  /** Levenshtein's distance. */
  private static int distance(int[] a, int[] b) {
    int[] row = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length; j++) {
        int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length];
  }
}
