package io.tidegate.check;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Named numbers that a run measured of one dataset, such as {@code rows}, {@code bytes} or {@code
 * Column.price.Completeness}. Kept in the ledger, where later runs find their history. Sorted by
 * name.
 */
public record Measures(Map<String, Double> values) {

  /** Rows of the staged output. */
  public static final String ROWS = "rows";

  /** Bytes of the staged files. */
  public static final String BYTES = "bytes";

  public static final Measures NONE = new Measures(Map.of());

  public Measures {
    values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
  }

  public Optional<Double> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Both sets; where a name is in both, the other's value. */
  public Measures and(Measures other) {
    var all = new TreeMap<>(values);
    all.putAll(other.values);
    return new Measures(all);
  }
}
