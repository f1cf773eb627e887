package io.tidegate.config;

import io.tidegate.check.Severity;

/** The key that says what a failed check does; the same in every block that has it. */
final class Severities {

  static final EnumType<Severity> TYPE = EnumType.of("severity", Severity.class);

  private Severities() {}

  static Key<Severity> otherwise(String fallback, String help) {
    return Key.preset("otherwise", TYPE, fallback, help);
  }

  /** For a block inside one that has the key too. */
  static Key<Severity> inherited() {
    return Key.optional(
        "otherwise", TYPE, "what a failure of this check does; the outer `otherwise` by default");
  }
}
