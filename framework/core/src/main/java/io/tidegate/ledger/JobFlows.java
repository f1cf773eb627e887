package io.tidegate.ledger;

import io.tidegate.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The published runs of one job.
 *
 * @param read the paths that any of them read
 * @param made the names of the datasets that any of them wrote, by their paths
 * @param all each of them, oldest first; read when it is asked for
 * @param unreadable the ledger's damaged entries, for which runs may be missing; usually none
 */
public record JobFlows(
    String job,
    Set<String> read,
    Map<String, String> made,
    Supplier<List<Flow>> all,
    List<Problem> unreadable) {

  public List<Flow> flows() {
    return all.get();
  }
}
