package io.tidegate.ledger;

import io.tidegate.problem.Problem;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the published runs of all jobs read and wrote. Of runs that have been over for a day the
 * ledger keeps a copy in one file for each job, so that asking again opens few files.
 */
public final class Flows {

  private final LedgerFiles files;
  private final LedgerEntries entries;
  private final FlowCopies copies;

  Flows(LedgerFiles files, LedgerEntries entries, FlowCopies copies) {
    this.files = files;
    this.entries = entries;
    this.copies = copies;
  }

  /** Of every job that has ever run, sorted by its name. */
  public List<JobFlows> all() {
    List<FlowCopies.Name> names = copies.names();
    return files.jobs().parallelStream().map(job -> of(job, names)).toList();
  }

  private JobFlows of(String job, List<FlowCopies.Name> names) {
    var copy = copies.find(job, names);
    List<EntryFiles> later = later(job, copy.map(FlowCopies.Copy::name));
    List<RunView> published =
        later.stream().filter(Flows::mayBeCommitted).map(entries::view).toList();
    List<Flow> flows = published.stream().flatMap(view -> Flow.of(view).stream()).toList();
    List<Problem> unreadable =
        published.stream().flatMap(view -> view.unreadable().stream()).toList();
    if (unreadable.isEmpty()) {
      copies.extend(job, copy, later, flows);
    }
    var file = copy.map(FlowCopies.Copy::file);
    return new JobFlows(
        job, read(file, flows), made(file, flows), () -> FlowFile.join(file, flows), unreadable);
  }

  /** Oldest first. */
  private List<EntryFiles> later(String job, Optional<FlowCopies.Name> copy) {
    YearMonth first = copy.map(name -> LedgerFiles.monthOf(name.last())).orElse(YearMonth.of(1, 1));
    return files.runsSince(job, first).stream()
        .filter(run -> copy.isEmpty() || !copy.get().covers(run.runId()))
        .toList();
  }

  private static boolean mayBeCommitted(EntryFiles run) {
    return run.status().map(EntryFiles.COMMITTED::contains).orElse(true);
  }

  private static Set<String> read(Optional<FlowFile> copy, List<Flow> later) {
    var all = new TreeSet<>(copy.map(FlowFile::read).orElse(Set.of()));
    later.forEach(flow -> flow.reads().forEach(read -> all.add(read.path())));
    return all;
  }

  private static Map<String, String> made(Optional<FlowFile> copy, List<Flow> later) {
    var all = new TreeMap<>(copy.map(FlowFile::made).orElse(Map.of()));
    all.putAll(Flow.made(later));
    return all;
  }
}
