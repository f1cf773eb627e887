package io.tidegate.check;

import java.util.Collection;
import java.util.Comparator;

/** What the findings of a run come to, from the mildest to the harshest. */
public enum Verdict {
  PASS,
  PASS_WITH_WARNINGS,
  HOLD,
  REJECT;

  /** The harshest verdict that any finding asks for; {@link #PASS} when there are none. */
  public static Verdict of(Collection<Finding> findings) {
    return findings.stream().map(Finding::verdict).max(Comparator.naturalOrder()).orElse(PASS);
  }

  static Verdict of(Severity severity) {
    return switch (severity) {
      case WARN -> PASS_WITH_WARNINGS;
      case HOLD -> HOLD;
      case REJECT -> REJECT;
    };
  }

  /** Whether the data may be published now. */
  public boolean publishes() {
    return this == PASS || this == PASS_WITH_WARNINGS;
  }
}
