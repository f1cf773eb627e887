package io.tidegate.config;

import java.util.List;
import java.util.stream.Stream;

/** Keys of a block that belong together. */
final class Sections {

  private Sections() {}

  @SafeVarargs
  static Key<?>[] keys(List<Key<?>>... groups) {
    return Stream.of(groups).flatMap(List::stream).toArray(Key<?>[]::new);
  }

  /** Reports the keys that say nothing once another is there. */
  static void refuse(Block block, List<Key<?>> foreign, Key<?> because) {
    for (Key<?> key : foreign) {
      if (block.has(key)) {
        block.report(key, "is not for a block with " + because.name(), "leave one of the two out");
      }
    }
  }
}
