package io.tidegate.lineage.provenance;

import io.tidegate.config.LogicalDate;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.Flow;
import io.tidegate.ledger.JobFlows;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Jobs, the tables between them, and the versions that their runs made and read. A job's runs are
 * read when they are first needed. Not thread-safe.
 */
final class Graph {

  private final Map<String, JobFlows> jobs = new TreeMap<>();
  private final Map<String, List<Flow>> flows = new HashMap<>();
  private final Map<String, NavigableMap<Long, Made>> versions = new HashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Set<String> paths = new TreeSet<>();
  private final Map<String, Set<String>> readers = new HashMap<>();
  private final Map<String, Set<String>> makers = new HashMap<>();
  private final List<Problem> unreadable = new ArrayList<>();
  private final Map<String, String> plain = new HashMap<>();
  private final UnaryOperator<List<Flow>> wanted;

  private Graph(UnaryOperator<List<Flow>> wanted) {
    this.wanted = wanted;
  }

  /**
   * One version and the run that made it.
   *
   * @param holding the versions that hold the rows which it brought: up to the one that replaces
   *     them. Predicates and dynamic partitions may replace some of them; they are taken to stay
   */
  record Made(long version, Flow flow, Flow.Write write, Versions holding) {}

  static Graph of(Ledger ledger) {
    return of(ledger, UnaryOperator.identity());
  }

  /**
   * Of each job the last run alone, as if it had read the newest version of everything. A restore
   * and a retention are nobody's use of a table.
   */
  static Graph newest(Ledger ledger) {
    return of(
        ledger,
        flows ->
            flows.stream()
                .skip(flows.size() - 1L)
                .filter(flow -> !MaintenanceJob.isAny(flow.job()))
                .map(Graph::ofAnyVersion)
                .toList());
  }

  private static Flow ofAnyVersion(Flow flow) {
    return new Flow(
        flow.runId(),
        flow.job(),
        flow.owner(),
        flow.logicalDate(),
        flow.program(),
        flow.at(),
        flow.reads().stream().map(read -> read.at(OptionalLong.empty())).toList(),
        flow.writes());
  }

  private static Graph of(Ledger ledger, UnaryOperator<List<Flow>> wanted) {
    var graph = new Graph(wanted);
    ledger.flows().all().forEach(graph::add);
    return graph;
  }

  private void add(JobFlows job) {
    jobs.put(job.job(), job);
    job.read().forEach(path -> at(readers, path).add(job.job()));
    job.made().forEach((path, name) -> at(makers, path).add(job.job()));
    job.made().forEach((path, name) -> names.put(plain(path), name));
    unreadable.addAll(job.unreadable());
  }

  private Set<String> at(Map<String, Set<String>> map, String path) {
    paths.add(plain(path));
    return map.computeIfAbsent(plain(path), unused -> new TreeSet<>());
  }

  /** As {@link Paths#plain}, once for each text. */
  String plain(String path) {
    return plain.computeIfAbsent(path, Paths::plain);
  }

  /** What of the ledger is damaged, and so not in here. */
  List<Problem> unreadable() {
    return unreadable;
  }

  /** The paths of the dataset; none when no job of this ledger makes one of this name. */
  List<String> named(String name) {
    return names.entrySet().stream()
        .filter(named -> named.getValue().equals(name))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** The names of all datasets that jobs of this ledger make. */
  Collection<String> names() {
    return names.values();
  }

  /** The name of the dataset at this path; the path where it has none. */
  String name(String path) {
    return names.getOrDefault(path, path);
  }

  /** Every path that is read or made, as {@link Paths#plain} has it. */
  Set<String> paths() {
    return paths;
  }

  /** The jobs that have ever read it, sorted. */
  Set<String> readersOf(String path) {
    return readers.getOrDefault(path, Set.of());
  }

  /** The job's published runs, oldest first. */
  List<Flow> flowsOf(String job) {
    return flows.computeIfAbsent(
        job,
        unused ->
            Optional.ofNullable(jobs.get(job)).map(JobFlows::flows).map(wanted).orElse(List.of()));
  }

  /** The versions of the table that the ledger knows of. */
  NavigableMap<Long, Made> versionsOf(String path) {
    return versions.computeIfAbsent(path, this::readVersions);
  }

  Optional<Made> version(String path, long version) {
    return Optional.ofNullable(versionsOf(path).get(version));
  }

  private NavigableMap<Long, Made> readVersions(String path) {
    var made = new TreeMap<Long, Made>();
    for (String job : makers.getOrDefault(path, Set.of())) {
      for (Flow flow : flowsOf(job)) {
        for (Flow.Write write : flow.writes()) {
          if (write.version().isPresent() && plain(write.path()).equals(path)) {
            long version = write.version().getAsLong();
            made.put(version, new Made(version, flow, write, Versions.NONE));
          }
        }
      }
    }
    var replaced = new Replaced();
    made.descendingMap().replaceAll((version, each) -> replaced.before(each));
    return made;
  }

  /** Which version replaces which, told from the newest to the oldest. */
  private static final class Replaced {

    private final Map<Partitions, Map<LogicalDate, Long>> partitions = new HashMap<>();
    private long table = Long.MAX_VALUE;

    /** One writer's, one for each logical date. */
    private record Partitions(String job, String output, Optional<WriteMode> mode) {}

    Made before(Made made) {
      Map<LogicalDate, Long> byDate =
          partitions.computeIfAbsent(
              new Partitions(made.flow().job(), made.write().output(), made.write().mode()),
              unused -> new HashMap<>());
      LogicalDate date = made.flow().logicalDate();
      long last = Math.min(table, byDate.getOrDefault(date, Long.MAX_VALUE));
      if (is(made, WriteMode.OVERWRITE)) {
        table = made.version();
      }
      if (is(made, WriteMode.REPLACE_PARTITION)) {
        byDate.put(date, made.version());
      }
      Versions holding =
          last == Long.MAX_VALUE
              ? Versions.from(made.version())
              : Versions.of(made.version(), last - 1);
      return new Made(made.version(), made.flow(), made.write(), holding);
    }

    private static boolean is(Made made, WriteMode mode) {
      return made.write().mode().filter(mode::equals).isPresent();
    }
  }
}
