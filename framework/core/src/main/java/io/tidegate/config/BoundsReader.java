package io.tidegate.config;

import java.util.Optional;
import java.util.OptionalLong;

/** Absolute bounds on rows and bytes: the {@code volume} block of an input, part of an output's. */
final class BoundsReader {

  static final Key<Long> MIN_ROWS =
      Key.optional("min-rows", Numbers.COUNT, "the fewest rows that are allowed");
  static final Key<Long> MAX_ROWS =
      Key.optional("max-rows", Numbers.COUNT, "the most rows that are allowed");
  static final Key<Long> MIN_BYTES =
      Key.optional("min-bytes", Units.SIZE, "the fewest bytes that are allowed");
  static final Key<Long> MAX_BYTES =
      Key.optional("max-bytes", Units.SIZE, "the most bytes that are allowed");

  private BoundsReader() {}

  static InputConfig.Bounds read(Block block) {
    var minRows = block.read(MIN_ROWS);
    var maxRows = block.read(MAX_ROWS);
    var minBytes = block.read(MIN_BYTES);
    var maxBytes = block.read(MAX_BYTES);
    ordered(block, MIN_ROWS, minRows, MAX_ROWS, maxRows);
    ordered(block, MIN_BYTES, minBytes, MAX_BYTES, maxBytes);
    return new InputConfig.Bounds(of(minRows), of(maxRows), of(minBytes), of(maxBytes));
  }

  /** Reports a maximum that is less than its minimum. */
  static <T extends Comparable<T>> void ordered(
      Block block, Key<T> minKey, Optional<T> min, Key<T> maxKey, Optional<T> max) {
    if (min.isPresent() && max.isPresent() && max.get().compareTo(min.get()) < 0) {
      String low = minKey.type().show(min.get());
      String high = maxKey.type().show(max.get());
      block.report(
          maxKey, high + " is less than " + minKey.name() + ", " + low, "swap them or drop one");
    }
  }

  static OptionalLong of(Optional<Long> value) {
    return value.map(OptionalLong::of).orElse(OptionalLong.empty());
  }
}
