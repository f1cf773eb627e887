package io.tidegate.lineage.provenance;

import io.tidegate.config.WriteMode;
import io.tidegate.ledger.InputVersion;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.InputRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunView;
import io.tidegate.lineage.provenance.Explanation.Run;
import io.tidegate.lineage.provenance.Explanation.Source;
import io.tidegate.lineage.provenance.Graph.Made;
import io.tidegate.problem.UserException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Follows versions back to where they come from. Used once. */
final class ExplanationSearch {

  private final Ledger ledger;
  private final Graph graph;
  private final Set<String> explained = new HashSet<>();

  ExplanationSearch(Ledger ledger, Graph graph) {
    this.ledger = ledger;
    this.graph = graph;
  }

  Explanation explain(Selection selected, Optional<Instant> asOf, int depth) {
    if (selected.column().isPresent()) {
      throw new UserException(
          "'" + selected.column().get() + "' is a column of " + selected.name(),
          "'tidegate show RUN --columns' tells where a column comes from; name the table alone here");
    }
    if (selected.versions().isPresent() && asOf.isPresent()) {
      throw new UserException("both a version and a time are given", "give one of them");
    }
    return table(selected.path(), asked(selected, asOf), depth);
  }

  private long asked(Selection selected, Optional<Instant> asOf) {
    NavigableMap<Long, Made> versions = graph.versionsOf(selected.path());
    if (versions.isEmpty()) {
      throw new UserException(
          "no run of this ledger made " + selected.name(),
          "runs only read it; 'tidegate impact' tells which");
    }
    if (asOf.isPresent()) {
      return versions.descendingMap().values().stream()
          .filter(made -> !made.flow().at().isAfter(asOf.get()))
          .findFirst()
          .map(Made::version)
          .orElseThrow(() -> notYet(selected, asOf.get(), versions));
    }
    long version = selected.versions().map(ExplanationSearch::single).orElse(versions.lastKey());
    if (versions.floorKey(version) == null) {
      throw new UserException(
          "the ledger's first version of " + selected.name() + " is v" + versions.firstKey(), "");
    }
    return version;
  }

  private static UserException notYet(
      Selection selected, Instant asOf, NavigableMap<Long, Made> versions) {
    return new UserException(
        "nothing of " + selected.name() + " had been published at " + asOf,
        "its first version is of " + versions.firstEntry().getValue().flow().at());
  }

  private static long single(Versions versions) {
    Versions.Range range = versions.ranges().get(0);
    if (range.first() != range.last()) {
      throw new UserException("'" + versions + "' is more than one version", "write @v5");
    }
    return range.first();
  }

  private Explanation table(String path, long version, int depth) {
    String name = graph.name(path);
    var found = graph.versionsOf(path).floorEntry(version);
    if (found == null) {
      String remark = "v" + version + " was not made by a run of this ledger";
      return new Explanation(
          name, path, OptionalLong.of(version), Optional.empty(), List.of(), List.of(remark));
    }
    Made made = found.getValue();
    var remarks = new ArrayList<String>();
    if (made.version() != version) {
      remarks.add(
          "v%d was not made by a run of this ledger; v%d is its last before it"
              .formatted(version, made.version()));
    }
    if (!explained.add(path + "@" + made.version())) {
      remarks.add("explained above");
      return new Explanation(
          name, path, OptionalLong.of(made.version()), Optional.empty(), List.of(), remarks);
    }
    remarks.addAll(otherRows(path, made));
    return explain(name, path, made, remarks, depth);
  }

  /** Whose rows a table has that is not written as a whole. */
  private List<String> otherRows(String path, Made made) {
    if (made.write().mode().filter(WriteMode.OVERWRITE::equals).isPresent()) {
      return List.of();
    }
    Versions others =
        graph.versionsOf(path).headMap(made.version(), false).values().stream()
            .filter(earlier -> earlier.holding().contains(made.version()))
            .map(earlier -> Versions.of(earlier.version(), earlier.version()))
            .reduce(Versions.NONE, Versions::plus);
    return others.isEmpty() ? List.of() : List.of("its other rows came with " + others);
  }

  private Explanation explain(
      String name, String path, Made made, List<String> remarks, int depth) {
    OptionalLong version = OptionalLong.of(made.version());
    RunView view = ledger.find(made.flow().job(), made.flow().runId()).orElseThrow();
    Optional<RunRecord> record = view.record();
    if (record.isEmpty()) {
      view.unreadable().forEach(problem -> remarks.add(problem.toString()));
      return new Explanation(name, path, version, Optional.empty(), List.of(), remarks);
    }
    Optional<Run> run = Optional.of(run(made, view, record.get()));
    if (!explained.add(view.runId())) {
      remarks.add("inputs as above");
      return new Explanation(name, path, version, run, List.of(), remarks);
    }
    List<Source> sources =
        record.get().inputs().stream().map(input -> source(input, depth - 1)).toList();
    return new Explanation(name, path, version, run, sources, remarks);
  }

  private static Run run(Made made, RunView view, RunRecord record) {
    RunStart start = record.start();
    OutputRecord output =
        record.outputs().stream()
            .filter(each -> each.key().equals(made.write().output()))
            .findFirst()
            .orElseThrow();
    return new Run(
        start.runId(),
        start.job(),
        start.owner(),
        start.logicalDate(),
        made.flow().at(),
        start.user(),
        start.process().host(),
        start.program(),
        start.rulesFingerprint(),
        start.configFingerprint(),
        record.verdict(),
        output,
        record.findings(),
        view.interventions(),
        record.notes());
  }

  private Source source(InputRecord input, int depth) {
    InputVersion read = input.version();
    String path = Paths.plain(read.path());
    Optional<Explanation> explanation =
        depth < 1 || read.deltaVersion().isEmpty()
            ? Optional.empty()
            : Optional.of(table(path, read.deltaVersion().getAsLong(), depth));
    return new Source(graph.name(path), read, input.rows(), explanation);
  }
}
