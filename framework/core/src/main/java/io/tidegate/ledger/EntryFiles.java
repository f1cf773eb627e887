package io.tidegate.ledger;

import io.tidegate.config.LogicalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The files of one run, by their names alone.
 *
 * @param folder where they lie, relative to the ledger's root
 * @param logicalDate from the started entry's name
 */
record EntryFiles(
    String job, String folder, String runId, LogicalDate logicalDate, List<Entry> entries) {

  static final Set<RunStatus> PUBLISHED = EnumSet.of(RunStatus.PUBLISHED, RunStatus.RELEASED);

  /** Of a run whose versions of tables are there, whether or not they are the newest still. */
  static final Set<RunStatus> COMMITTED =
      EnumSet.of(RunStatus.PUBLISHED, RunStatus.RELEASED, RunStatus.UNDONE);

  /** Latest start first: run ids sort by time. */
  static final Comparator<EntryFiles> LATEST_FIRST =
      Comparator.comparing(EntryFiles::runId).reversed();

  /** The runs among the files of a folder, latest start first. */
  static List<EntryFiles> of(String job, String folder, Collection<String> fileNames) {
    return byRun(fileNames).values().stream()
        .map(entries -> of(job, folder, entries))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Files of runs that have no start, as a removal leaves them that is stopped. */
  record Leftovers(String folder, String runId, List<Entry> entries) {

    List<String> paths() {
      return entries.stream().map(entry -> folder + "/" + entry.fileName()).toList();
    }
  }

  static List<Leftovers> leftovers(String folder, Collection<String> fileNames) {
    return byRun(fileNames).entrySet().stream()
        .filter(
            run -> run.getValue().stream().noneMatch(entry -> entry.kind() == Entry.Kind.STARTED))
        .map(run -> new Leftovers(folder, run.getKey(), run.getValue()))
        .toList();
  }

  /** Latest start first. */
  private static Map<String, List<Entry>> byRun(Collection<String> fileNames) {
    return fileNames.stream()
        .map(Entry::parse)
        .flatMap(Optional::stream)
        .collect(
            Collectors.groupingBy(
                Entry::runId,
                () -> new TreeMap<>(Comparator.<String>reverseOrder()),
                Collectors.toList()));
  }

  private static Optional<EntryFiles> of(String job, String folder, List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.kind() == Entry.Kind.STARTED)
        .flatMap(entry -> entry.logicalDate().stream())
        .findFirst()
        .map(date -> new EntryFiles(job, folder, entries.get(0).runId(), date, entries));
  }

  boolean has(Entry.Kind kind) {
    return entries.stream().anyMatch(entry -> entry.kind() == kind);
  }

  List<Entry> of(Entry.Kind kind) {
    return entries.stream()
        .filter(entry -> entry.kind() == kind)
        .sorted(Comparator.comparingInt(Entry::number))
        .toList();
  }

  /** The number that the next entry of the kind gets, from 1. */
  int next(Entry.Kind kind) {
    return 1 + numbers(kind).max().orElse(0);
  }

  /**
   * What the names say that the run is now; empty when they do not: the process that wrote the last
   * entry died before it wrote the entry's status.
   */
  Optional<RunStatus> status() {
    var last = numbers(Entry.Kind.INTERVENED).max();
    if (last.isEmpty() && !has(Entry.Kind.CLOSED)) {
      return Optional.of(RunStatus.STARTED);
    }
    return of(Entry.Kind.STATUS).stream()
        .filter(entry -> entry.number() == last.orElse(0))
        .flatMap(entry -> entry.status().stream())
        .findFirst();
  }

  private IntStream numbers(Entry.Kind kind) {
    return entries.stream().filter(entry -> entry.kind() == kind).mapToInt(Entry::number);
  }

  /** In the order in which they can go: a run without its start is none any more. */
  List<String> paths() {
    return entries.stream().sorted(Comparator.comparing(Entry::kind)).map(this::path).toList();
  }

  String path(Entry entry) {
    return folder + "/" + entry.fileName();
  }
}
