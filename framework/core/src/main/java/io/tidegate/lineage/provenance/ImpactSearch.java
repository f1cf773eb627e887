package io.tidegate.lineage.provenance;

import static java.util.Objects.requireNonNull;

import io.tidegate.ledger.Flow;
import io.tidegate.lineage.provenance.Graph.Made;
import io.tidegate.lineage.provenance.Impact.Affected;
import io.tidegate.lineage.provenance.Impact.AffectedRun;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Follows versions from table to table. A table's readers are looked at again when more of it turns
 * out to be touched, until nothing grows. Used once.
 */
final class ImpactSearch {

  private final Graph graph;
  private final Columns columns;
  private final Spread spread = new Spread();
  private final Set<String> grown = new LinkedHashSet<>();
  private final Map<String, Integer> distances = new HashMap<>();
  private final Map<Target, Reached> reached = new LinkedHashMap<>();

  /** A table and one of the jobs that make it. */
  private record Target(String path, String job) {}

  private record Reached(SortedSet<String> columns, NavigableMap<String, Made> runs) {}

  ImpactSearch(Graph graph, Columns columns) {
    this.graph = graph;
    this.columns = columns;
  }

  Impact from(Selection selected) {
    Versions asked = selected.versions().orElse(Versions.ALL);
    distances.put(selected.path(), 0);
    grow(selected.path(), Set.of(selected.column().orElse(Columns.ALL)), asked);
    while (!grown.isEmpty()) {
      String path = grown.iterator().next();
      grown.remove(path);
      graph.readersOf(path).forEach(job -> follow(path, job));
    }
    return new Impact(
        selected.name(),
        selected.path(),
        selected.column(),
        selected.versions().map(Versions::toString).orElse("all versions"),
        affected(),
        graph.unreadable());
  }

  private void grow(String path, Set<String> touched, Versions versions) {
    if (spread.add(path, touched, versions)) {
      grown.add(path);
    }
  }

  private void follow(String path, String job) {
    for (Flow flow : graph.flowsOf(job)) {
      for (Flow.Read read : flow.reads()) {
        Set<String> touched = graph.plain(read.path()).equals(path) ? touched(read) : Set.of();
        if (!touched.isEmpty()) {
          flow.writes().forEach(write -> follow(path, flow, read.input(), touched, write));
        }
      }
    }
  }

  private void follow(String path, Flow flow, String input, Set<String> touched, Flow.Write write) {
    Set<String> into = columns.touched(flow.job(), write, input, touched);
    String target = graph.plain(write.path());
    if (!into.isEmpty() && write.version().isPresent()) {
      graph
          .version(target, write.version().getAsLong())
          .ifPresent(made -> reach(path, target, into, made));
    }
  }

  private void reach(String path, String target, Set<String> into, Made made) {
    distances.putIfAbsent(target, distances.getOrDefault(path, 0) + 1);
    Reached here =
        reached.computeIfAbsent(
            new Target(target, made.flow().job()),
            unused -> new Reached(new TreeSet<>(), new TreeMap<>()));
    here.columns().addAll(into);
    here.runs().put(made.flow().runId(), made);
    grow(target, into, made.holding());
  }

  /** Files have no versions: whatever is asked of them is asked of each of their readers. */
  private Set<String> touched(Flow.Read read) {
    String path = graph.plain(read.path());
    return read.version().isPresent()
        ? spread.at(path, read.version().getAsLong())
        : spread.at(path);
  }

  private List<Affected> affected() {
    return reached.entrySet().stream()
        .map(entry -> affected(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingInt(Affected::distance)
                .thenComparing(Affected::dataset)
                .thenComparing(Affected::job))
        .toList();
  }

  private Affected affected(Target target, Reached here) {
    Made last = requireNonNull(here.runs().lastEntry()).getValue();
    return new Affected(
        last.write().dataset(),
        target.path(),
        target.job(),
        last.flow().owner(),
        distances.getOrDefault(target.path(), 0),
        here.runs().values().stream()
            .map(Made::holding)
            .reduce(Versions.NONE, Versions::plus)
            .toString(),
        here.columns().contains(Columns.ALL),
        here.columns().stream().filter(column -> !column.equals(Columns.ALL)).toList(),
        here.runs().values().stream().map(this::run).toList());
  }

  private AffectedRun run(Made made) {
    Flow flow = made.flow();
    return new AffectedRun(flow.runId(), flow.logicalDate().toString(), read(flow), made.version());
  }

  /** The versions that are reached, once {@link #from} has been called. */
  Stream<Made> made() {
    return reached.values().stream().flatMap(here -> here.runs().values().stream());
  }

  /** What the run read of that is touched. */
  List<String> read(Flow flow) {
    return flow.reads().stream().filter(read -> !touched(read).isEmpty()).map(this::text).toList();
  }

  private String text(Flow.Read read) {
    String name = graph.name(graph.plain(read.path()));
    return read.version().isPresent() ? name + " v" + read.version().getAsLong() : name;
  }
}
