package io.tidegate.publish;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The time in a run id, which is a UUIDv7: the run started then, and published nothing before. */
public final class RunTime {

  private RunTime() {}

  /** Empty for an id that is not a UUIDv7. */
  public static Optional<Instant> of(String runId) {
    try {
      var id = UUID.fromString(runId);
      return id.version() == 7
          ? Optional.of(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
