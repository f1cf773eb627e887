package io.tidegate.config;

import io.tidegate.check.Severity;
import java.util.Optional;

/** What happens when a rule of a rule file fails. */
public enum OnFailure {
  WARN,
  HOLD,
  REJECT,
  /** The rows that break a rule go to the quarantine table; the others are published. */
  QUARANTINE;

  /** The severity of a failure; empty for {@link #QUARANTINE}, which fails rows and not the run. */
  public Optional<Severity> severity() {
    return switch (this) {
      case WARN -> Optional.of(Severity.WARN);
      case HOLD -> Optional.of(Severity.HOLD);
      case REJECT -> Optional.of(Severity.REJECT);
      case QUARANTINE -> Optional.empty();
    };
  }
}
