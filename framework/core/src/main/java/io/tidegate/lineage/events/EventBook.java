package io.tidegate.lineage.events;

import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.KeptEvents;
import io.tidegate.ledger.KeptEvents.Event;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Keeps the events of runs in the ledger, from what the ledger has of the runs. A run whose start
 * is not kept has no events: nobody wanted any when it started.
 */
public final class EventBook {

  /** Events after which more may come: of a run that was cut off, and of one that is released. */
  private static final List<String> OPEN_ENDS =
      List.of(Told.START, Told.QUALITY_START, Told.QUALITY_COMPLETE, Told.ABORT);

  private final Ledger ledger;
  private final KeptEvents kept;

  public EventBook(Ledger ledger) {
    this.ledger = ledger;
    this.kept = ledger.events();
  }

  public void started(RunStart start, JobFacts facts, Optional<ParentRun> parent) {
    Told told = events(start.job()).start(start, facts, parent);
    kept.keep(start.runId(), start.job(), Map.of(told.kind(), told.json()));
  }

  /**
   * As {@link #started}, of a restore of a table or another {@link MaintenanceJob}.
   *
   * @param makerRun a run that made a version of the table, such as the newest: where its events
   *     are kept, somebody wants those of the maintenance
   */
  public void maintenanceStarted(
      MaintenanceJob kind, RunStart start, String makerRun, String makerJob) {
    kept.find(makerRun, makerJob, Told.START)
        .map(first -> events(start.job()).maintenanceStart(kind, start, first))
        .ifPresent(told -> kept.keep(start.runId(), start.job(), Map.of(told.kind(), told.json())));
  }

  /** That the run goes on; not kept, since the next event says more. */
  public Optional<String> running(RunStart start, Instant now) {
    return kept.find(start.runId(), start.job(), Told.START)
        .map(first -> events(start.job()).running(first, now));
  }

  /** What the run has come to, once the ledger has it. Doing it again does nothing. */
  public void ended(RunRecord record) {
    RunStart start = record.start();
    kept.find(start.runId(), start.job(), Told.START)
        .ifPresent(first -> keep(start, events(start.job()).closing(first, record)));
  }

  /** As {@link #ended}, and what happened to the run since. */
  public void settle(RunView run) {
    run.record()
        .ifPresent(
            record -> {
              ended(record);
              if (run.isCommitted()) {
                published(record, run.interventions());
              }
            });
  }

  /** The last intervention that published something has the versions. */
  private void published(RunRecord record, List<Intervention> interventions) {
    RunStart start = record.start();
    Optional<Intervention> release =
        interventions.stream()
            .filter(intervention -> !intervention.versions().isEmpty())
            .reduce((earlier, later) -> later);
    Optional<String> first = kept.find(start.runId(), start.job(), Told.START);
    if (release.isPresent() && first.isPresent()) {
      RunRecord now = versions(record, release.get());
      keep(start, List.of(events(start.job()).complete(first.get(), now)));
    }
  }

  /** The record as the intervention has made it. */
  private static RunRecord versions(RunRecord record, Intervention release) {
    return new RunRecord(
        record.start(),
        release.status(),
        release.at(),
        record.verdict(),
        record.inputs(),
        record.outputs().stream()
            .flatMap(output -> version(output, release.versions()).stream())
            .toList(),
        record.findings(),
        record.steps(),
        Optional.empty(),
        record.notes());
  }

  /** Empty for an output that was not published with the others. */
  private static Optional<OutputRecord> version(OutputRecord output, Map<String, Long> versions) {
    Long version = versions.get(output.dataset());
    OptionalLong known = version == null ? output.version() : OptionalLong.of(version);
    return known.isPresent() ? Optional.of(output.at(known)) : Optional.empty();
  }

  private void keep(RunStart start, List<Told> told) {
    var byKind = new LinkedHashMap<String, String>();
    told.forEach(event -> byKind.put(event.kind(), event.json()));
    kept.keep(start.runId(), start.job(), byKind);
  }

  /**
   * Completes what is kept of the job's runs, where a process died before it could, or where a run
   * was released.
   *
   * @param since runs that started in that month or later
   * @param which of them, by their ids
   */
  public void settleAll(String job, Instant since, Predicate<String> which) {
    kept.endingWith(job, since, OPEN_ENDS).stream()
        .filter(which)
        .flatMap(runId -> ledger.find(job, runId).stream())
        .forEach(this::settle);
  }

  /**
   * See {@link KeptEvents#pending}. A run of which only the start is left is going on: it sends
   * that itself, and two would send it twice.
   */
  public List<Event> pending(String job, Instant since) {
    List<Event> pending = kept.pending(job, since);
    var more =
        pending.stream()
            .filter(event -> !event.kind().equals(Told.START))
            .map(Event::runId)
            .collect(Collectors.toSet());
    return pending.stream().filter(event -> more.contains(event.runId())).toList();
  }

  /** Those of one run. */
  public List<Event> pending(RunStart start) {
    return kept.pending(start.job(), start.started()).stream()
        .filter(event -> event.runId().equals(start.runId()))
        .toList();
  }

  private RunEvents events(String job) {
    var shared = ledger.shared();
    return new RunEvents(version(), new Documents(fingerprint -> shared.find(job, fingerprint)));
  }

  private static String version() {
    String version = EventBook.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
