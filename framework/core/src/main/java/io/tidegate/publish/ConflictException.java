package io.tidegate.publish;

import io.tidegate.problem.TransientException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Somebody else published to the table in a way that this commit cannot be merged with. */
public final class ConflictException extends TransientException {

  private static final long serialVersionUID = 1L;
  private static final int NAMED = 3;

  public ConflictException(String message) {
    super(message);
  }

  public ConflictException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Another run published the same (job, logical date).
   *
   * @param earlier empty when the table remembers that and no more
   */
  public static ConflictException alreadyPublished(
      StagedOutput staged, Optional<Published> earlier) {
    return new ConflictException(
        "%s of %s was already published to %s by %s"
            .formatted(
                staged.logicalDate(),
                staged.job(),
                staged.path(),
                earlier
                    .map(p -> "run " + p.runId() + " as version " + p.version())
                    .orElse("a run that the table's log has forgotten")));
  }

  /**
   * What the staged rows replace, or the table's schema, changed.
   *
   * @param since the commits after the base version, newest first
   * @param reason why that is a conflict
   */
  public static ConflictException changed(StagedOutput staged, List<Commit> since, String reason) {
    return new ConflictException(
        "the table %s cannot take the rows of run %s, staged against version %d, any more: %s; %s; run %s again for %s"
            .formatted(
                staged.path(),
                staged.runId(),
                staged.baseVersion(),
                reason,
                named(since),
                staged.job(),
                staged.logicalDate()));
  }

  /** Oldest first; of many, the first few. */
  private static String named(List<Commit> since) {
    var oldestFirst = new ArrayList<>(since);
    Collections.reverse(oldestFirst);
    String first =
        oldestFirst.stream().limit(NAMED).map(Commit::toString).collect(Collectors.joining(", "));
    int more = oldestFirst.size() - NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
