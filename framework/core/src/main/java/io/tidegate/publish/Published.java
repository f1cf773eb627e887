package io.tidegate.publish;

import io.tidegate.ledger.RowChanges;
import java.time.Instant;
import java.util.Optional;

/**
 * A commit that readers see: the table's version and when it was made.
 *
 * @param changes what it did to the table's rows; empty where that is not counted
 */
public record Published(String runId, long version, Instant at, Optional<RowChanges> changes) {

  public Published(String runId, long version, Instant at) {
    this(runId, version, at, Optional.empty());
  }
}
