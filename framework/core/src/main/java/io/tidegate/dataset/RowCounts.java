package io.tidegate.dataset;

import io.tidegate.check.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** How the rows of an input are counted, and judged when the count is known. */
interface RowCounts {

  OptionalLong rows();

  OptionalLong corrupt();

  /** The Hadoop paths of the files that are known to have corrupt rows. */
  default Set<String> corruptFiles() {
    return Set.of();
  }

  /** By the Hadoop paths of the files; empty when not every row was read. */
  default Optional<Map<String, Tally>> tallies() {
    return Optional.of(Map.of());
  }

  /** Findings on rows that can be made before the rows are read. */
  List<Finding> before();

  /** Findings on rows that need the rows to have been read. */
  List<Finding> after();
}
