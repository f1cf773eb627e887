package io.tidegate.lineage.provenance;

import static java.util.Objects.requireNonNull;

import io.tidegate.ledger.Flow;
import io.tidegate.lineage.provenance.Graph.Made;
import io.tidegate.lineage.provenance.Impact.Affected;
import io.tidegate.lineage.provenance.Impact.AffectedRun;
import java.util.AbstractList;
import java.util.ArrayList;
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
 * Follows versions from table to table, job by job. A job's runs are looked at again when more of
 * what they read turns out to be touched, until nothing grows. Used once.
 */
final class ImpactSearch {

  private final Graph graph;
  private final Columns columns;
  private final Spread spread = new Spread();
  private final Set<String> waiting = new LinkedHashSet<>();
  private final Map<String, Integer> distances = new HashMap<>();

  /** How far what the job at hand makes is, by the nearest of what its runs read. */
  private final Map<String, Integer> nearest = new HashMap<>();

  private final Map<Target, Reached> reached = new LinkedHashMap<>();

  /** A table and one of the jobs that make it. */
  private record Target(String path, String job) {}

  private record Reached(SortedSet<String> columns, NavigableMap<String, Made> runs) {}

  /** What a run read: an input, its columns that are touched in this version, and how far it is. */
  private record Touched(String input, Set<String> columns, int distance) {}

  ImpactSearch(Graph graph, Columns columns) {
    this.graph = graph;
    this.columns = columns;
  }

  Impact from(Selection selected) {
    Versions asked = selected.versions().orElse(Versions.ALL);
    distances.put(selected.path(), 0);
    grow(selected.path(), Set.of(selected.column().orElse(Columns.ALL)), asked);
    while (!waiting.isEmpty()) {
      String job = waiting.iterator().next();
      waiting.remove(job);
      follow(job);
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
      waiting.addAll(graph.readersOf(path));
    }
  }

  private void follow(String job) {
    nearest.clear();
    graph.flowsOf(job).forEach(this::follow);
    nearest.forEach(distances::putIfAbsent);
  }

  private void follow(Flow flow) {
    List<Touched> touched = touched(flow);
    if (!touched.isEmpty()) {
      flow.writes().stream()
          .filter(write -> write.version().isPresent())
          .forEach(write -> follow(flow, touched, write));
    }
  }

  private List<Touched> touched(Flow flow) {
    var touched = new ArrayList<Touched>();
    for (Flow.Read read : flow.reads()) {
      Set<String> in = touched(read);
      if (!in.isEmpty()) {
        touched.add(new Touched(read.input(), in, distance(graph.plain(read.path()))));
      }
    }
    return touched;
  }

  /** Files have no versions: whatever is asked of them is asked of each of their readers. */
  private Set<String> touched(Flow.Read read) {
    String path = graph.plain(read.path());
    return read.version().isPresent()
        ? spread.at(path, read.version().getAsLong())
        : spread.at(path);
  }

  /** A table that the job at hand makes itself is not among the others yet. */
  private int distance(String path) {
    return distances.getOrDefault(path, nearest.getOrDefault(path, 0));
  }

  private void follow(Flow flow, List<Touched> touched, Flow.Write write) {
    var into = new TreeSet<String>();
    int distance = Integer.MAX_VALUE;
    for (Touched each : touched) {
      Set<String> through = columns.touched(flow.job(), write, each.input(), each.columns());
      if (!through.isEmpty()) {
        into.addAll(through);
        distance = Math.min(distance, each.distance() + 1);
      }
    }
    if (!into.isEmpty()) {
      reach(write, into, distance);
    }
  }

  private void reach(Flow.Write write, Set<String> into, int distance) {
    String path = graph.plain(write.path());
    graph
        .version(path, write.version().getAsLong())
        .ifPresent(
            made -> {
              nearest.merge(path, distance, Math::min);
              reach(new Target(path, made.flow().job()), made, into);
            });
  }

  private void reach(Target target, Made made, Set<String> into) {
    Reached here =
        reached.computeIfAbsent(target, unused -> new Reached(new TreeSet<>(), new TreeMap<>()));
    here.columns().addAll(into);
    here.runs().put(made.flow().runId(), made);
    grow(target.path(), into, made.holding());
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
        requireNonNull(distances.get(target.path())),
        here.runs().values().stream()
            .map(Made::holding)
            .reduce(Versions.NONE, Versions::plus)
            .toString(),
        here.columns().contains(Columns.ALL),
        here.columns().stream().filter(column -> !column.equals(Columns.ALL)).toList(),
        runs(List.copyOf(here.runs().values())));
  }

  /** Each is made when it is looked at: of most there is only a number to tell. */
  private List<AffectedRun> runs(List<Made> made) {
    return new AbstractList<>() {
      @Override
      public AffectedRun get(int index) {
        return run(made.get(index));
      }

      @Override
      public int size() {
        return made.size();
      }
    };
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
