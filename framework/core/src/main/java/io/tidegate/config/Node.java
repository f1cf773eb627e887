package io.tidegate.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.tidegate.problem.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of the conf and where it is written.
 *
 * @param key the whole path, empty for the root
 * @param value with its substitutions filled in
 * @param written as it stands in the file: a filled-in value's origin is where the substituted text
 *     is from, which is not where the user has to look
 */
record Node(String key, ConfigValue value, Optional<ConfigValue> written) {

  /** The text of a string, a number or a flag, as it was written. */
  Optional<String> text() {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> Optional.of(value.atKey("v").getString("v"));
      case OBJECT, LIST, NULL -> Optional.empty();
    };
  }

  /** What it is, for a message about what it should have been. */
  String kind() {
    return switch (value.valueType()) {
      case OBJECT -> "a block";
      case LIST -> "a list";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case STRING -> "text";
      case NULL -> "null";
    };
  }

  boolean isBlock() {
    return value.valueType() == ConfigValueType.OBJECT;
  }

  Optional<List<Node>> elements() {
    if (!(value instanceof ConfigList list)) {
      return Optional.empty();
    }
    var found = new ArrayList<Node>();
    for (int i = 0; i < list.size(); i++) {
      int at = i;
      var asWritten =
          written
              .filter(w -> w instanceof ConfigList l && l.size() == list.size())
              .map(w -> ((ConfigList) w).get(at));
      found.add(new Node(key + "[" + i + "]", list.get(i), asWritten));
    }
    return Optional.of(found);
  }

  /** The value of that name in this block; {@code null} in the conf counts as absent. */
  Optional<Node> child(String name) {
    if (!(value instanceof ConfigObject block)) {
      return Optional.empty();
    }
    return Optional.ofNullable(block.get(name))
        .filter(child -> child.valueType() != ConfigValueType.NULL)
        .map(child -> new Node(keyOf(name), child, written.flatMap(w -> member(w, name))));
  }

  /** The values of this block by name, in the order of the lines they are on. */
  List<Map.Entry<String, Node>> children() {
    if (!(value instanceof ConfigObject block)) {
      return List.of();
    }
    var found = new ArrayList<Map.Entry<String, Node>>();
    for (String name : block.keySet()) {
      child(name).ifPresent(node -> found.add(Map.entry(name, node)));
    }
    found.sort(
        Comparator.comparing((Map.Entry<String, Node> e) -> e.getValue().place().line().orElse(0))
            .thenComparing(Map.Entry::getKey));
    return found;
  }

  /** The values below that are not blocks, by their path from here with dots. */
  List<Map.Entry<String, Node>> leaves() {
    var found = new ArrayList<Map.Entry<String, Node>>();
    for (var child : children()) {
      if (child.getValue().isBlock()) {
        for (var below : child.getValue().leaves()) {
          found.add(Map.entry(child.getKey() + "." + below.getKey(), below.getValue()));
        }
      } else {
        found.add(child);
      }
    }
    return found;
  }

  /** The text, quoted where the conf would need it; for a list or block the HOCON of it. */
  String shown() {
    return text()
        .map(t -> value.valueType() == ConfigValueType.STRING ? ConfigUtil.quoteString(t) : t)
        .orElseGet(() -> value.render(ConfigRenderOptions.concise()));
  }

  /** A block of that name with nothing in it, at this one's place. */
  Node emptyChild(String name) {
    var nothing = ConfigValueFactory.fromMap(Map.of()).withOrigin(value.origin());
    return new Node(keyOf(name), nothing, written);
  }

  /** Where the key is written. */
  Place place() {
    return Origins.place(written.orElse(value).origin(), key);
  }

  String keyOf(String name) {
    return key.isEmpty() ? ConfigUtil.joinPath(name) : key + "." + ConfigUtil.joinPath(name);
  }

  /** Blocks that are merged by a substitution cannot be looked into before they are filled in. */
  private static Optional<ConfigValue> member(ConfigValue written, String name) {
    try {
      return written instanceof ConfigObject block
          ? Optional.ofNullable(block.get(name))
          : Optional.empty();
    } catch (ConfigException.NotResolved e) {
      return Optional.empty();
    }
  }
}
