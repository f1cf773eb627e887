package io.tidegate.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A kind of block: the keys that it knows.
 *
 * @param path where it stands, with {@code NAME} for a name of the user's; empty for the top level
 * @param help what it is for, one paragraph for the reference
 * @param moved keys that were renamed or removed, with what to write now
 */
record Section(String path, String help, List<Key<?>> keys, Map<String, String> moved) {

  Section(String path, String help, Key<?>... keys) {
    this(path, help, List.of(keys), Map.of());
  }

  /** The same, with a key that is gone. */
  Section without(String key, String writeInstead) {
    var more = new TreeMap<>(moved);
    more.put(key, writeInstead);
    return new Section(path, help, keys, Map.copyOf(more));
  }

  List<String> names() {
    return keys.stream().map(Key::name).toList();
  }

  boolean knows(String name) {
    return names().contains(name);
  }

  Optional<String> moved(String name) {
    return Optional.ofNullable(moved.get(name));
  }
}
