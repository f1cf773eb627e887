package io.tidegate.problem;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a problem is: a file, the line in it (from 1) and the key or rule, each as far as it is
 * known.
 */
public record Place(Optional<String> file, OptionalInt line, Optional<String> key) {

  /** Nowhere in particular. */
  public static final Place UNKNOWN =
      new Place(Optional.empty(), OptionalInt.empty(), Optional.empty());

  public static Place of(String file, int line, String key) {
    return new Place(Optional.of(file), OptionalInt.of(line), Optional.of(key));
  }

  public static Place of(String file, int line) {
    return new Place(Optional.of(file), OptionalInt.of(line), Optional.empty());
  }

  public static Place key(String key) {
    return new Place(Optional.empty(), OptionalInt.empty(), Optional.of(key));
  }

  /** {@code file:line: key}, without the parts that are unknown; empty when all are. */
  @Override
  public String toString() {
    var text = new StringBuilder(file.orElse(""));
    line.ifPresent(n -> text.append(text.isEmpty() ? "line " : ":").append(n));
    key.ifPresent(k -> text.append(text.isEmpty() ? "" : ": ").append(k));
    return text.toString();
  }
}
