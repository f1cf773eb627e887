package io.tidegate.lineage.provenance;

import io.tidegate.config.LogicalDate;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.Flow;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.lineage.provenance.Graph.Made;
import io.tidegate.lineage.provenance.RerunPlan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Orders what has to run again: a run waits for those that made the rows which it read. Used once.
 */
final class RerunSearch {

  private final Graph graph;
  private final Columns columns;
  private final TreeMap<Key, Again> again = new TreeMap<>();
  private final Map<String, List<Product>> products = new HashMap<>();

  /** However often it ran, it runs again once. */
  private record Key(LogicalDate date, String job) implements Comparable<Key> {

    static Key of(Flow flow) {
      return new Key(flow.logicalDate(), flow.job());
    }

    @Override
    public int compareTo(Key other) {
      return Comparator.comparing(Key::date).thenComparing(Key::job).compare(this, other);
    }
  }

  private record Product(Key by, Made made) {}

  private record Again(
      String owner, List<Flow> flows, Set<String> because, Set<String> appended, Set<Key> after) {}

  RerunSearch(Graph graph, Columns columns) {
    this.graph = graph;
    this.columns = columns;
  }

  /**
   * @param undone versions of a table
   */
  RerunPlan of(Selection undone) {
    graph.versionsOf(undone.path()).values().stream()
        .filter(made -> isAmong(undone, made))
        .forEach(made -> add(made, Optional.empty()));
    var search = new ImpactSearch(graph, columns);
    var unused = search.from(undone);
    search
        .made()
        .forEach(
            made ->
                add(made, Optional.of(search.read(made.flow())))
                    .filter(each -> !isAmong(undone, made))
                    .ifPresent(each -> appended(each, made)));
    again.forEach((key, each) -> each.after().addAll(makers(key, each)));
    return new RerunPlan(inOrder());
  }

  private boolean isAmong(Selection selected, Made made) {
    return graph.plain(made.write().path()).equals(selected.path())
        && selected.versions().filter(all -> all.contains(made.version())).isPresent();
  }

  /**
   * @param read empty for a version that is undone
   */
  private Optional<Again> add(Made made, Optional<List<String>> read) {
    Flow flow = made.flow();
    if (MaintenanceJob.isAny(flow.job())) {
      return Optional.empty();
    }
    Key key = Key.of(flow);
    Again each =
        again.computeIfAbsent(
            key,
            unused ->
                new Again(
                    flow.owner(),
                    new ArrayList<>(),
                    new TreeSet<>(),
                    new TreeSet<>(),
                    new HashSet<>()));
    each.flows().add(flow);
    read.ifPresentOrElse(
        versions -> versions.forEach(version -> each.because().add("read " + version)),
        () -> each.because().add(text(made) + " is undone"));
    products
        .computeIfAbsent(graph.plain(made.write().path()), unused -> new ArrayList<>())
        .add(new Product(key, made));
    return Optional.of(each);
  }

  private static void appended(Again again, Made made) {
    if (made.write().mode().filter(WriteMode.APPEND::equals).isPresent()) {
      again.appended().add(text(made));
    }
  }

  private static String text(Made made) {
    return made.write().dataset() + " v" + made.version();
  }

  /** Who made rows that it read, among those that run again. */
  private Set<Key> makers(Key own, Again each) {
    var makers = new HashSet<Key>();
    for (Flow flow : each.flows()) {
      for (Flow.Read read : flow.reads()) {
        if (read.version().isPresent()) {
          products.getOrDefault(graph.plain(read.path()), List.of()).stream()
              .filter(product -> product.made().holding().contains(read.version().getAsLong()))
              .map(Product::by)
              .forEach(makers::add);
        }
      }
    }
    makers.remove(own);
    return makers;
  }

  private List<Step> inOrder() {
    var steps = new ArrayList<Step>();
    for (int number = 1; !again.isEmpty(); number++) {
      int wave = number;
      Map<Key, Again> next = next();
      next.forEach((key, each) -> steps.add(step(wave, key, each)));
      again.keySet().removeAll(next.keySet());
    }
    return List.copyOf(steps);
  }

  /** Dates that ran again in between may wait for one another: then the oldest goes first. */
  private Map<Key, Again> next() {
    var ready = new TreeMap<>(again);
    ready.values().removeIf(this::isWaiting);
    return ready.isEmpty() ? Map.of(again.firstKey(), again.firstEntry().getValue()) : ready;
  }

  private boolean isWaiting(Again each) {
    return each.after().stream().anyMatch(again::containsKey);
  }

  private static Step step(int wave, Key key, Again each) {
    return new Step(
        wave,
        key.job(),
        each.owner(),
        key.date().toString(),
        List.copyOf(each.because()),
        List.copyOf(each.appended()));
  }
}
