package io.tidegate.lineage.events;

import java.util.UUID;

/**
 * The run that started this one, such as a scheduler's task, and the one at the root of all.
 *
 * @param root the same where nothing is known above
 */
public record ParentRun(Link run, Link root) {

  /** A run of a job. */
  public record Link(UUID runId, String namespace, String job) {}
}
