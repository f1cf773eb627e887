package io.tidegate.publish;

import java.time.Instant;
import java.util.Optional;

/**
 * A commit in a table's history.
 *
 * @param operation Delta's name for what it did
 * @param note where it came from; empty for a commit of another program
 */
public record Commit(long version, Instant at, String operation, Optional<CommitNote> note) {

  /** What it published; empty for a commit of another program. */
  public Optional<Published> published() {
    return note.map(n -> new Published(n.runId(), version, at));
  }

  /** The version and its author, for the reader of an error. */
  @Override
  public String toString() {
    return "version %d is ".formatted(version)
        + note.map(n -> "of run %s (%s, %s)".formatted(n.runId(), n.job(), n.logicalDate()))
            .orElse("a " + operation + " of another program");
  }
}
