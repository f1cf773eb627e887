package io.tidegate.schema;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names and paths of columns as text. */
final class Paths {

  private Paths() {}

  /** What two names must share to be the same column: Delta ignores case. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static String join(String parent, String name) {
    return parent.isEmpty() ? quote(name) : parent + "." + quote(name);
  }

  /** The name, back-quoted where it would be misread in a path. */
  static String quote(String name) {
    boolean plain = !name.contains(".") && !name.contains("`") && name.equals(name.strip());
    return plain && !name.isEmpty() ? name : "`" + name.replace("`", "``") + "`";
  }

  /** The names with commas; {@code none} when there are none. */
  static String list(List<String> names) {
    return names.isEmpty()
        ? "none"
        : names.stream().map(Paths::quote).collect(Collectors.joining(", "));
  }
}
