package io.tidegate.publish;

import io.tidegate.ledger.RowChanges;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a Delta commit made of a table's rows, as the commit itself counts them. */
final class CountedChanges {

  private static final String INSERTED = "numTargetRowsInserted";

  /** Of a DELETE; of one of whole partitions where the log knows their files' rows. */
  private static final String DELETED = "numDeletedRows";

  /** How a write is called that takes no row away. */
  private static final Set<String> ADDING = Set.of("Append", "ErrorIfExists");

  private CountedChanges() {}

  /**
   * Of a merge, a DELETE, and of a write that only adds; other commits do not count so.
   *
   * @param operation Delta's name for it
   * @param parameters Delta's operation parameters
   * @param metrics Delta's operation metrics
   */
  static Optional<RowChanges> of(
      String operation, Map<String, String> parameters, Map<String, String> metrics) {
    if (metrics.containsKey(INSERTED)) {
      return Optional.of(
          new RowChanges(
              count(metrics, INSERTED),
              count(metrics, "numTargetRowsUpdated"),
              count(metrics, "numTargetRowsDeleted")));
    }
    if (operation.equals("DELETE") && metrics.getOrDefault(DELETED, "").matches("\\d{1,18}")) {
      return Optional.of(new RowChanges(0, 0, count(metrics, DELETED)));
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
