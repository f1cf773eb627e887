package io.tidegate.lineage.provenance;

import io.tidegate.ledger.Ledger;
import io.tidegate.lineage.provenance.Impact.Affected;
import java.util.List;
import java.util.Optional;

/** What is made from a table today: by the last published run of each job. */
public final class Downstream {

  private final Ledger ledger;
  private final Graph graph;
  private final String path;

  private Downstream(Ledger ledger, Graph graph, String path) {
    this.ledger = ledger;
    this.graph = graph;
    this.path = path;
  }

  /**
   * @param path the table's full URI
   */
  public static Downstream of(Ledger ledger, String path) {
    return new Downstream(ledger, Graph.newest(ledger), Paths.plain(path));
  }

  /**
   * The tables that a column flows into or decides on, however far; nearest first.
   *
   * @param column a field of a struct after a dot
   */
  public List<Affected> of(String column) {
    var selected = new Selection(graph.name(path), path, Optional.of(column), Optional.empty());
    return new ImpactSearch(graph, new Columns(ledger.shared())).from(selected).affected();
  }
}
