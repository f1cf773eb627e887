package io.tidegate.lineage.provenance;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known to be touched so far: of each table the columns, of each column the versions. */
final class Spread {

  private final Map<String, Map<String, Versions>> byPath = new HashMap<>();

  /** Whether that is more than was known. */
  boolean add(String path, Set<String> columns, Versions versions) {
    Map<String, Versions> known = byPath.computeIfAbsent(path, unused -> new TreeMap<>());
    boolean grown = false;
    for (String column : columns) {
      Versions before = known.getOrDefault(column, Versions.NONE);
      Versions after = before.plus(versions);
      known.put(column, after);
      grown |= !after.equals(before);
    }
    return grown;
  }

  /** The columns that are touched in this version. */
  Set<String> at(String path, long version) {
    var touched = new TreeSet<String>();
    byPath
        .getOrDefault(path, Map.of())
        .forEach(
            (column, versions) -> {
              if (versions.contains(version)) {
                touched.add(column);
              }
            });
    return touched;
  }

  /** The columns that are touched in any version. */
  Set<String> at(String path) {
    return Set.copyOf(byPath.getOrDefault(path, Map.of()).keySet());
  }
}
