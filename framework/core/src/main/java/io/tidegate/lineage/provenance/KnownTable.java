package io.tidegate.lineage.provenance;

import io.tidegate.ledger.Flow;
import io.tidegate.ledger.Ledger;
import io.tidegate.lineage.provenance.Graph.Made;
import io.tidegate.problem.UserException;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;

/** A table that runs of a ledger made. */
public final class KnownTable {

  private final Ledger ledger;
  private final Graph graph;
  private final String path;
  private final Made newest;

  private KnownTable(Ledger ledger, Graph graph, String path, Made newest) {
    this.ledger = ledger;
    this.graph = graph;
    this.path = path;
    this.newest = newest;
  }

  /**
   * @param dataset its name or path
   * @throws UserException when no run of the ledger made it
   */
  public static KnownTable of(Ledger ledger, String dataset) {
    Graph graph = Graph.of(ledger);
    Selection selected = Selection.parse(dataset, graph);
    if (selected.column().isPresent() || selected.versions().isPresent()) {
      throw new UserException(
          "'" + dataset + "' is more than a dataset's name", "name the table alone");
    }
    NavigableMap<Long, Made> versions = graph.versionsOf(selected.path());
    if (versions.isEmpty()) {
      throw new UserException(
          "no run of this ledger made " + selected.name(), "only such a table has a history here");
    }
    return new KnownTable(ledger, graph, selected.path(), versions.lastEntry().getValue());
  }

  public String dataset() {
    return newest.write().dataset();
  }

  /** A full URI. */
  public String path() {
    return newest.write().path();
  }

  /** The run that made the newest version which the ledger knows. */
  public Flow lastRun() {
    return newest.flow();
  }

  /** The conf's key of the output. */
  public String output() {
    return newest.write().output();
  }

  /** The run that made this version; empty when no run of the ledger did. */
  public Optional<Flow> runOf(long version) {
    return graph.version(path, version).map(Made::flow);
  }

  /** What became of these versions. */
  public Impact impact(Collection<Long> versions) {
    return new ImpactSearch(graph, new Columns(ledger.shared())).from(selection(versions));
  }

  /** What there is to run again once these versions are undone: who made them, who used them. */
  public RerunPlan rerun(Collection<Long> undone) {
    return new RerunSearch(graph, new Columns(ledger.shared())).of(selection(undone));
  }

  private Selection selection(Collection<Long> versions) {
    Versions all =
        versions.stream()
            .map(each -> Versions.of(each, each))
            .reduce(Versions.NONE, Versions::plus);
    return new Selection(graph.name(path), path, Optional.empty(), Optional.of(all));
  }
}
