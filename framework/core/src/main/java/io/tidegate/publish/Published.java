package io.tidegate.publish;

import java.time.Instant;

/** A commit that readers see: the table's version and when it was made. */
public record Published(String runId, long version, Instant at) {}
