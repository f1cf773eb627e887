package io.tidegate.config;

import com.typesafe.config.ConfigUtil;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A block whose keys are not Tidegate's: texts by key. With {@code dotted}, blocks inside are one
 * key with dots, so that {@code a { b = 1 }}, {@code a.b = 1} and {@code "a.b" = 1} are the same.
 *
 * @param secrets whether a key can be the name of a secret
 */
record MapType(String name, String help, boolean dotted, boolean secrets)
    implements ValueType<Map<String, String>> {

  @Override
  public Optional<Map<String, String>> read(Node node, Reading reading) {
    var values = new LinkedHashMap<String, String>();
    boolean sound =
        BlockType.BLOCK.read(node, reading).isPresent() && fill(node, "", values, reading);
    return sound ? Optional.of(values) : Optional.empty();
  }

  private boolean fill(Node block, String prefix, Map<String, String> values, Reading reading) {
    boolean sound = true;
    for (var child : block.children()) {
      String key = prefix + child.getKey();
      if (dotted && child.getValue().isBlock()) {
        sound &= fill(child.getValue(), key + ".", values, reading);
      } else {
        sound &= put(child.getValue(), key, values, reading);
      }
    }
    return sound;
  }

  private static boolean put(Node node, String key, Map<String, String> values, Reading reading) {
    var text = node.text();
    if (text.isEmpty()) {
      reading.report(node, "is " + node.kind() + ", not text", "write it in quotes");
      return false;
    }
    if (values.putIfAbsent(key, text.get()) != null) {
      reading.report(node, "is set twice, with and without quotes", "write \"" + key + "\" = once");
      return false;
    }
    return true;
  }

  @Override
  public String show(Map<String, String> value) {
    return String.valueOf(value);
  }

  @Override
  public void note(Node node, Map<String, String> value, EffectiveConfig.Builder effective) {
    value.forEach(
        (name, text) -> {
          var leaf = leaf(node, name);
          String shown = ConfigUtil.quoteString(text);
          effective.put(
              node.keyOf(name),
              leaf,
              secrets ? effective.free(name, shown) : effective.plain(shown));
        });
  }

  /** The value under a key that may be written as blocks in blocks. */
  private static Node leaf(Node node, String name) {
    return node.leaves().stream()
        .filter(leaf -> leaf.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(node);
  }
}
