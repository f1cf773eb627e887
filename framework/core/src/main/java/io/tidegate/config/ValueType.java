package io.tidegate.config;

import java.util.Optional;

/**
 * What a key's value is: how it is written, read, and shown again. Read what {@link #show} gives
 * and the value is the same.
 */
interface ValueType<T> {

  /** For the reference, such as {@code duration}. */
  String name();

  /** How to write one, with units and allowed values; for the reference. */
  String help();

  /** The value; empty when it is not of this type, which has then been reported. */
  Optional<T> read(Node node, Reading reading);

  /** The canonical text: equal values give equal texts. */
  String show(T value);

  /** Adds what was read to the effective configuration. */
  default void note(Node node, T value, EffectiveConfig.Builder effective) {
    effective.add(node, show(value));
  }
}
