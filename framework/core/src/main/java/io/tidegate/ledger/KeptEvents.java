package io.tidegate.ledger;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What runs have to tell others, kept before it is sent, each event a file, and beside it a mark
 * once nothing is to be done about it any more:
 *
 * <pre>
 * RUN.001.start.json     the first event of the run, of the kind start
 * RUN.001.sent           it was delivered; or RUN.001.refused: it will never be taken
 * </pre>
 *
 * Two processes that send at once may both deliver an event before either marks it.
 */
public final class KeptEvents {

  private static final String JSON = ".json";

  private static final Pattern NAME =
      Pattern.compile(
          "(?<run>[^.]+)\\.(?<number>\\d{3,9})\\.(?<what>[a-z][a-z-]*)(?<json>\\.json)?");

  private static final Comparator<Event> IN_ORDER =
      Comparator.comparing(Event::runId).thenComparingInt(Event::number);

  private final LedgerFiles files;

  KeptEvents(LedgerFiles files) {
    this.files = files;
  }

  /**
   * @param number from 1, in the order in which the run's events are to be delivered
   * @param kind such as {@code start}
   */
  public record Event(String runId, String job, int number, String kind) {

    private String path(String end) {
      String digits = String.format(Locale.ROOT, "%03d", number);
      return LedgerFiles.eventFolder(job, runId) + "/" + runId + "." + digits + "." + end;
    }

    private String file() {
      return path(kind + JSON);
    }
  }

  /** How an event can be done with. */
  public enum Mark {
    SENT,
    REFUSED;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Keeps the run's next events. Leaves out those of a kind that is kept already: a run has each
   * kind once.
   *
   * @param byKind in the order in which they are to be delivered; a kind is lower case letters and
   *     dashes
   */
  public void keep(String runId, String job, Map<String, String> byKind) {
    List<Event> there = of(runId, job);
    int number = there.stream().mapToInt(Event::number).max().orElse(0);
    for (Map.Entry<String, String> told : byKind.entrySet()) {
      if (there.stream().noneMatch(event -> event.kind().equals(told.getKey()))) {
        number++;
        var unused =
            files.create(new Event(runId, job, number, told.getKey()).file(), told.getValue());
      }
    }
  }

  /** The run's events, in order. */
  public List<Event> of(String runId, String job) {
    return Folder.of(job, files.list(LedgerFiles.eventFolder(job, runId))).events().stream()
        .filter(event -> event.runId().equals(runId))
        .toList();
  }

  /** The event as it was given. */
  public String read(Event event) {
    return files.read(event.file());
  }

  /** As {@link #read}, of the run's event of that kind. */
  public Optional<String> find(String runId, String job, String kind) {
    return of(runId, job).stream()
        .filter(event -> event.kind().equals(kind))
        .findFirst()
        .map(this::read);
  }

  /** The event is not pending any more. */
  public void mark(Event event, Mark mark) {
    // Not empty: whoever reads the ledger as a table does not see files without a line.
    var unused = files.create(event.path(mark.label()), mark.label() + "\n");
  }

  /**
   * Events that are neither sent nor refused, of the job's runs that started in the month of {@code
   * since} or later: oldest run first, and the events of a run in order.
   */
  public List<Event> pending(String job, Instant since) {
    return folders(job, since).stream().flatMap(folder -> folder.pending().stream()).toList();
  }

  /**
   * The runs of which nothing but these kinds is kept last, oldest first: those whose story has no
   * end.
   */
  public List<String> endingWith(String job, Instant since, List<String> kinds) {
    var ended = new ArrayList<String>();
    for (Folder folder : folders(job, since)) {
      var last = new TreeMap<String, Event>();
      folder.events().forEach(event -> last.put(event.runId(), event));
      last.values().stream()
          .filter(event -> kinds.contains(event.kind()))
          .map(Event::runId)
          .forEach(ended::add);
    }
    return List.copyOf(ended);
  }

  /**
   * What is kept of a run of which nothing is pending.
   *
   * @param events how many
   * @param files the events and then their marks, so that none of them is ever without its mark
   */
  record Done(String runId, int events, List<String> files) {}

  /** Of the runs of that month, oldest first. */
  List<Done> done(String job, YearMonth month) {
    String folder = LedgerFiles.eventFolder(job, month);
    List<String> names = files.list(folder);
    Set<String> pending =
        Folder.of(job, names).pending().stream().map(Event::runId).collect(Collectors.toSet());
    var byRun = new TreeMap<String, List<String>>();
    for (String name : names) {
      runId(name)
          .filter(run -> !pending.contains(run))
          .ifPresent(run -> byRun.computeIfAbsent(run, r -> new ArrayList<>()).add(name));
    }
    return byRun.entrySet().stream()
        .map(run -> done(run.getKey(), folder, run.getValue()))
        .toList();
  }

  private static Optional<String> runId(String fileName) {
    return Optional.of(NAME.matcher(fileName))
        .filter(Matcher::matches)
        .map(name -> name.group("run"))
        .filter(RunIds::isRunId);
  }

  private static Done done(String runId, String folder, List<String> names) {
    List<String> events = names.stream().filter(name -> name.endsWith(JSON)).toList();
    List<String> marks = names.stream().filter(name -> !name.endsWith(JSON)).toList();
    return new Done(
        runId,
        events.size(),
        Stream.concat(events.stream(), marks.stream()).map(name -> folder + "/" + name).toList());
  }

  private List<Folder> folders(String job, Instant since) {
    var first = YearMonth.from(since.atZone(ZoneOffset.UTC));
    return files.eventMonths(job).stream()
        .filter(month -> !month.isBefore(first))
        .map(month -> Folder.of(job, files.list(LedgerFiles.eventFolder(job, month))))
        .toList();
  }

  /**
   * What is in a folder.
   *
   * @param events in order
   * @param done those with a mark, without their kinds
   */
  private record Folder(List<Event> events, HashSet<Event> done) {

    static Folder of(String job, List<String> fileNames) {
      var events = new ArrayList<Event>();
      var done = new HashSet<Event>();
      for (String fileName : fileNames) {
        var name = NAME.matcher(fileName);
        if (name.matches() && RunIds.isRunId(name.group("run"))) {
          int number = Integer.parseInt(name.group("number"));
          boolean event = name.group("json") != null;
          String kind = event ? name.group("what") : "";
          (event ? events : done).add(new Event(name.group("run"), job, number, kind));
        }
      }
      events.sort(IN_ORDER);
      return new Folder(events, done);
    }

    List<Event> pending() {
      return events.stream()
          .filter(
              event -> !done.contains(new Event(event.runId(), event.job(), event.number(), "")))
          .toList();
    }
  }
}
