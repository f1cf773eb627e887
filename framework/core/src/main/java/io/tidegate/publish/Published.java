package io.tidegate.publish;

import java.time.Instant;
import java.util.Optional;

/**
 * A commit that readers see: the table's version and when it was made.
 *
 * @param changes where the commit counts them
 */
public record Published(String runId, long version, Instant at, Optional<RowChanges> changes) {}
