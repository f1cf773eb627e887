package io.tidegate.publish;

import io.tidegate.ledger.RowChanges;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a Delta commit made of a table's rows, as the commit itself counts them. */
final class CountedChanges {

  private static final String INSERTED = "numTargetRowsInserted";

  /** How a write is called that takes no row away. */
  private static final Set<String> ADDING = Set.of("Append", "ErrorIfExists");

  private CountedChanges() {}

  /**
   * Of a merge, and of a write that only adds; other commits do not count so.
   *
   * @param parameters Delta's operation parameters
   * @param metrics Delta's operation metrics
   */
  static Optional<RowChanges> of(Map<String, String> parameters, Map<String, String> metrics) {
    if (metrics.containsKey(INSERTED)) {
      return Optional.of(
          new RowChanges(
              count(metrics, INSERTED),
              count(metrics, "numTargetRowsUpdated"),
              count(metrics, "numTargetRowsDeleted")));
    }
    return ADDING.contains(parameters.getOrDefault("mode", ""))
            && metrics.containsKey("numOutputRows")
        ? Optional.of(new RowChanges(count(metrics, "numOutputRows"), 0, 0))
        : Optional.empty();
  }

  private static long count(Map<String, String> metrics, String name) {
    return Long.parseLong(metrics.getOrDefault(name, "0"));
  }
}
