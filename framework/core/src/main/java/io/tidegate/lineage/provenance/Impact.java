package io.tidegate.lineage.provenance;

import io.tidegate.ledger.Ledger;
import io.tidegate.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What became of some versions of a dataset: the tables that were made from them, however far, and
 * the very runs that did it. A run that read another version is not among them, and neither is what
 * was made from rows that a later version had replaced by then.
 *
 * @param dataset its name; its path where no job of the ledger makes it
 * @param path a full URI
 * @param column the column that was asked for
 * @param versions which were asked for, such as {@code v5..}
 * @param affected nearest first, then by name
 * @param unreadable the ledger's damaged entries, for which something may be missing here
 */
public record Impact(
    String dataset,
    String path,
    Optional<String> column,
    String versions,
    List<Affected> affected,
    List<Problem> unreadable) {

  /**
   * What one job made of it.
   *
   * @param distance 1 for a table that is made from the dataset itself
   * @param versions of this table, that hold rows made from it
   * @param everyColumn whether it decides which rows there are, or the lineage is not known
   * @param columns that it flows into, or decides on; sorted
   * @param runs oldest first
   */
  public record Affected(
      String dataset,
      String path,
      String job,
      String owner,
      int distance,
      String versions,
      boolean everyColumn,
      List<String> columns,
      List<AffectedRun> runs) {}

  /**
   * @param logicalDate to run the job for, should it be run again
   * @param read which versions it read, such as {@code raw.orders v5}
   * @param version which it made
   */
  public record AffectedRun(String runId, String logicalDate, List<String> read, long version) {}

  /**
   * Reads the ledger and nothing else.
   *
   * @param selection {@code DATASET[.COLUMN][@vN|@vN..|@vN..vM]}, the dataset by its name or path;
   *     without versions all
   * @throws io.tidegate.problem.UserException when it is none, or the ledger has no such dataset
   */
  public static Impact of(Ledger ledger, String selection) {
    Graph graph = Graph.of(ledger);
    Selection selected = Selection.parse(selection, graph);
    return new ImpactSearch(graph, new Columns(ledger.shared())).from(selected);
  }
}
