package io.tidegate.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import io.tidegate.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How much a conf comes to once its substitutions are filled in, reckoned before they are: forty
 * lines that each have the one before twice come to more than any memory holds.
 */
final class Expansion {

  /** In characters; as many as a file may have bytes. */
  private static final long LIMIT = 1L << 20;

  /**
   * The parser looks back from each reference of a value to itself, {@code +=} among them: two
   * hundred take it seconds.
   */
  private static final int MOST_TO_ITSELF = 40;

  private static final Pattern NAME = Pattern.compile("\\$\\{\\??([^}]*)}");

  /** A leaf's own text, and the names in it. */
  private record Leaf(ConfigValue value, long length, List<String> names) {}

  private final Map<String, Leaf> leaves = new HashMap<>();
  private final Map<String, List<String>> blocks = new HashMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  /**
   * @param conf as {@link Substitutions#leaves} gives it
   */
  Expansion(Map<String, ConfigValue> conf) {
    conf.forEach(
        (path, value) -> {
          leaves.put(path, leaf(value));
          for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            blocks.computeIfAbsent(path.substring(0, dot), p -> new ArrayList<>()).add(path);
          }
        });
  }

  private static Leaf leaf(ConfigValue value) {
    String text = value.render(ConfigRenderOptions.concise());
    return new Leaf(
        value, text.length(), NAME.matcher(text).results().map(match -> match.group(1)).toList());
  }

  private Leaf leafAt(String path) {
    return Objects.requireNonNull(leaves.get(path), path);
  }

  /** The value that goes too far, when one does. */
  Optional<Problem> tooMuch() {
    long sum = 0;
    for (String path : bySize()) {
      sum += size(path);
      if (sum > LIMIT) {
        return Optional.of(
            problem(path, "comes to more than 1 MiB when its substitutions are filled in"));
      }
      if (leafAt(path).names().stream().filter(path::equals).count() > MOST_TO_ITSELF) {
        return Optional.of(
            problem(path, "refers to itself more than " + MOST_TO_ITSELF + " times"));
      }
    }
    return Optional.empty();
  }

  private List<String> bySize() {
    return leaves.keySet().stream()
        .sorted(Comparator.comparingLong(this::size).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private Problem problem(String path, String message) {
    var place = Origins.place(leafAt(path).value().origin(), path);
    return Problem.at(place, message, "write it out with fewer substitutions");
  }

  /** Counts a circle once: filling in refuses it. */
  private long size(String path) {
    Long known = sizes.get(path);
    if (known != null) {
      return known;
    }
    if (!open.add(path)) {
      return 0;
    }
    Leaf leaf = leafAt(path);
    long size = leaf.length();
    for (String name : leaf.names()) {
      size = Math.min(size + named(name), LIMIT + 1);
    }
    open.remove(path);
    sizes.put(path, size);
    return size;
  }

  private long named(String name) {
    for (String path : List.of(name, "vars." + name)) {
      if (leaves.containsKey(path)) {
        return size(path);
      }
      var inside = blocks.getOrDefault(path, List.of());
      if (!inside.isEmpty()) {
        return Math.min(inside.stream().mapToLong(this::size).sum(), LIMIT + 1);
      }
    }
    return 0;
  }
}
