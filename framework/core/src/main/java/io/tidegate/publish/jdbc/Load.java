package io.tidegate.publish.jdbc;

import io.tidegate.ledger.RowChanges;
import io.tidegate.publish.Commit;
import io.tidegate.publish.CommitNote;
import io.tidegate.publish.Published;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row of the table of loads.
 *
 * @param mode the write mode's name
 * @param replaced the predicate of the rows that were replaced, where the mode has one
 */
record Load(
    long version,
    String mode,
    Optional<String> replaced,
    RowChanges changes,
    Instant at,
    CommitNote note) {

  Commit commit() {
    return new Commit(
        version, at, mode, Optional.of(note), OptionalLong.empty(), Optional.of(changes));
  }

  Published published() {
    return new Published(note.runId(), version, at, Optional.of(changes));
  }
}
