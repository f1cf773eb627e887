package io.tidegate.ledger;

import java.time.Instant;
import java.util.Map;

/**
 * What happened to a run after it ended: a person released or discarded it, or a repair completed
 * its record.
 *
 * @param status what the run is from now on
 * @param who the operating system's user, or {@code tidegate} for a repair
 * @param reason in the person's words
 * @param versions the table version that a release or a repair found or made, by dataset
 */
public record Intervention(
    String runId,
    String job,
    RunStatus status,
    Instant at,
    String who,
    String reason,
    Map<String, Long> versions) {}
