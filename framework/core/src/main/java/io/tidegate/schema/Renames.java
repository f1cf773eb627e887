package io.tidegate.schema;

import io.tidegate.schema.Level.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;

/**
 * Which dropped fields came back under another name: a suspicion, since a schema cannot tell.
 *
 * <p>A pair has the same type. The best pair by likeness of the names is taken first, among equals
 * the one that moved least. Of what is left, a field that is the only one of its type to go and one
 * that is the only one of its type to come are a pair when they stand in the same place, after the
 * same column.
 */
final class Renames {

  /** Above this many candidates only names that are the same but for punctuation are paired. */
  private static final int MAX_COMPARISONS = 20_000;

  private record Pair(Placed dropped, Placed added, double likeness) {
    int distance() {
      return Math.abs(dropped.position() - added.position());
    }
  }

  private final Map<String, Placed> found = new HashMap<>();
  private final HashSet<String> taken = new HashSet<>();

  private Renames() {}

  /** From the names of dropped fields to the fields that they are now. */
  static Map<String, Placed> of(Level level) {
    var renames = new Renames();
    renames.alike(level.dropped(), level.added());
    renames.inTheSamePlace(level.dropped(), level.added());
    return Map.copyOf(renames.found);
  }

  private void alike(List<Placed> dropped, List<Placed> added) {
    boolean all = (long) dropped.size() * added.size() <= MAX_COMPARISONS;
    var pairs = all ? everyPair(dropped, added) : samePairs(dropped, added);
    pairs.stream()
        .filter(pair -> pair.likeness >= Likeness.SUSPICIOUS && sameType(pair.dropped, pair.added))
        .sorted(
            Comparator.comparingDouble(Pair::likeness)
                .reversed()
                .thenComparingInt(Pair::distance)
                .thenComparingInt(pair -> pair.dropped.position())
                .thenComparingInt(pair -> pair.added.position()))
        .forEach(pair -> take(pair.dropped, pair.added));
  }

  private static List<Pair> everyPair(List<Placed> dropped, List<Placed> added) {
    var pairs = new ArrayList<Pair>();
    for (Placed went : dropped) {
      for (Placed came : added) {
        pairs.add(new Pair(went, came, Likeness.of(went.field().name(), came.field().name())));
      }
    }
    return pairs;
  }

  private static List<Pair> samePairs(List<Placed> dropped, List<Placed> added) {
    var came = new HashMap<String, Placed>();
    added.forEach(a -> came.putIfAbsent(Likeness.letters(a.field().name()), a));
    var pairs = new ArrayList<Pair>();
    for (Placed went : dropped) {
      var same = came.get(Likeness.letters(went.field().name()));
      if (same != null) {
        pairs.add(new Pair(went, same, Likeness.of(went.field().name(), same.field().name())));
      }
    }
    return pairs;
  }

  private void inTheSamePlace(List<Placed> dropped, List<Placed> added) {
    var went = byType(dropped.stream().filter(d -> !found.containsKey(name(d))).toList());
    var came = byType(added.stream().filter(a -> !taken.contains(name(a))).toList());
    went.forEach(
        (type, gone) -> {
          var fresh = came.getOrDefault(type, List.of());
          if (gone.size() == 1
              && fresh.size() == 1
              && gone.get(0).before().equals(fresh.get(0).before())) {
            take(gone.get(0), fresh.get(0));
          }
        });
  }

  private static Map<DataType, List<Placed>> byType(List<Placed> fields) {
    var byType = new HashMap<DataType, List<Placed>>();
    fields.forEach(
        f ->
            byType
                .computeIfAbsent(Types.plain(f.field().dataType()), type -> new ArrayList<>())
                .add(f));
    return byType;
  }

  private void take(Placed dropped, Placed added) {
    if (!found.containsKey(name(dropped)) && taken.add(name(added))) {
      found.put(name(dropped), added);
    }
  }

  private static boolean sameType(Placed dropped, Placed added) {
    return Types.plain(dropped.field().dataType()).equals(Types.plain(added.field().dataType()));
  }

  private static String name(Placed placed) {
    return placed.field().name();
  }
}
