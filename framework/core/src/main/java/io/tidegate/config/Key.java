package io.tidegate.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.util.Optional;

/**
 * One key of a block, declared once: the reader reads by it and the reference is made from it.
 *
 * @param fallback what an absent key counts as, in the notation of the conf; empty when there is
 *     nothing
 * @param help one line for the reference
 */
record Key<T>(
    String name, ValueType<T> type, boolean required, Optional<String> fallback, String help) {

  static <T> Key<T> required(String name, ValueType<T> type, String help) {
    return new Key<>(name, type, true, Optional.empty(), help);
  }

  static <T> Key<T> optional(String name, ValueType<T> type, String help) {
    return new Key<>(name, type, false, Optional.empty(), help);
  }

  static <T> Key<T> preset(String name, ValueType<T> type, String fallback, String help) {
    return new Key<>(name, type, false, Optional.of(fallback), help);
  }

  /** A key that holds a block, which has a {@link Section} of its own. */
  static Key<Node> block(String name, String help) {
    return optional(name, BlockType.BLOCK, help);
  }

  /** The fallback as if it stood in the block, for its type to read. */
  Optional<Node> fallbackIn(Node block) {
    var options = ConfigParseOptions.defaults().setOriginDescription(EffectiveConfig.DEFAULT);
    return fallback.map(
        text ->
            new Node(
                block.keyOf(name),
                ConfigFactory.parseString("v = " + text, options).getValue("v"),
                Optional.empty()));
  }
}
