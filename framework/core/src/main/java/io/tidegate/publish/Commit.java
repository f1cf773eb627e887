package io.tidegate.publish;

import io.tidegate.ledger.RowChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A commit in a table's history.
 *
 * @param operation Delta's name for what it did
 * @param note where it came from; empty for a commit of another program
 * @param restored the version that the commit took the table back to; empty for one that did
 *     something else, and for one that named a time instead of a version
 * @param changes where the commit counts them
 */
public record Commit(
    long version,
    Instant at,
    String operation,
    Optional<CommitNote> note,
    OptionalLong restored,
    Optional<RowChanges> changes) {

  static final String RESTORE = "RESTORE";

  /**
   * @param parameters of the operation, as Delta writes them
   * @param metrics of the operation, as Delta writes them
   */
  public static Commit of(
      long version,
      Instant at,
      String operation,
      Optional<CommitNote> note,
      Map<String, String> parameters,
      Map<String, String> metrics) {
    return new Commit(
        version,
        at,
        operation,
        note,
        Optional.ofNullable(parameters.get("version"))
            .filter(text -> operation.equals(RESTORE) && text.matches("\\d{1,18}"))
            .map(text -> OptionalLong.of(Long.parseLong(text)))
            .orElse(OptionalLong.empty()),
        CountedChanges.of(operation, parameters, metrics));
  }

  /**
   * Those of the commits whose effect the table has: not those that a later one took away by
   * restoring a version before them.
   *
   * @param commits newest first, without gaps
   */
  public static List<Commit> live(List<Commit> commits) {
    var live = new ArrayList<Commit>();
    long next = Long.MAX_VALUE;
    for (Commit commit : commits) {
      if (commit.version() <= next) {
        live.add(commit);
        next = commit.restored().orElse(commit.version() - 1);
      }
    }
    return List.copyOf(live);
  }

  /** What it published; empty for a commit of another program. */
  public Optional<Published> published() {
    return note.map(n -> new Published(n.runId(), version, at, changes));
  }

  /** The version and its author, for the reader of an error. */
  @Override
  public String toString() {
    return "version %d is ".formatted(version)
        + note.map(n -> "of run %s (%s, %s)".formatted(n.runId(), n.job(), n.logicalDate()))
            .orElse("a " + operation + " of another program");
  }
}
