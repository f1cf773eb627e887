package io.tidegate.run;

import io.tidegate.config.JobConfig;
import io.tidegate.config.LineageConfig;
import io.tidegate.config.SecretMask;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.KeptEvents.Event;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.lineage.events.Backend;
import io.tidegate.lineage.events.Courier;
import io.tidegate.lineage.events.EventBook;
import io.tidegate.lineage.events.JobFacts;
import io.tidegate.lineage.events.Outbox;
import io.tidegate.lineage.events.ParentRuns;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * What lineage backends are told of the run. Events are kept in the ledger and sent from there by a
 * thread beside the run. What goes wrong is a note; it never fails the run, unless the conf wants
 * it to.
 */
final class EventStep {

  /** So long after its start a run says again that it is running. */
  private static final Duration STILL_RUNNING = Duration.ofMinutes(5);

  /** Events of runs that are older are left to {@code lineage resend}. */
  private static final Duration LOOK_BACK = Duration.ofDays(28);

  private static final String KEPT =
      "; they are kept: the job's next run sends them, or 'tidegate lineage resend'";

  private final Optional<Wire> wire;
  private final LineageConfig config;
  private final EventBook book;
  private final Clock clock;
  private final SecretMask secrets;

  private EventStep(
      Optional<Wire> wire, LineageConfig config, EventBook book, Clock clock, SecretMask secrets) {
    this.wire = wire;
    this.config = config;
    this.book = book;
    this.clock = clock;
    this.secrets = secrets;
  }

  /**
   * What there is only where somebody wants events.
   *
   * @param refused events that will never be taken, by now
   */
  private record Wire(
      Courier courier,
      Outbox outbox,
      JobFacts facts,
      ParentRuns.Found parent,
      List<String> refused) {

    /** Done by the courier. Why something is not delivered; empty when all is. */
    Optional<String> send(List<Event> events) {
      Outbox.Result result = outbox.send(events, courier::inTime);
      refused.addAll(result.refused());
      return result.failure();
    }
  }

  /** Without a backend nothing is built, and nothing is written. */
  static EventStep of(
      JobConfig job, String sparkVersion, Backend.Surroundings around, Ledger ledger, Clock clock) {
    LineageConfig config = job.lineage();
    Optional<Wire> wire =
        Backend.choose(config, around)
            .map(
                backend ->
                    new Wire(
                        new Courier(config.timeout()),
                        new Outbox(ledger.events(), backend),
                        facts(job, sparkVersion),
                        ParentRuns.find(around.spark(), around.variables()),
                        new CopyOnWriteArrayList<>()));
    return new EventStep(
        wire, config, new EventBook(ledger), clock, job.secrets().and(around.spark()));
  }

  private static JobFacts facts(JobConfig job, String sparkVersion) {
    LineageConfig lineage = job.lineage();
    return new JobFacts(
        lineage.namespace(),
        job.secrets().mask(job.description()),
        job.interval(),
        sparkVersion,
        lineage.repository(),
        masked(lineage.tags(), job.secrets()),
        job.sql().map(script -> job.secrets().mask(script.text())));
  }

  private static Map<String, String> masked(Map<String, String> tags, SecretMask secrets) {
    var shown = new TreeMap<String, String>();
    tags.forEach((key, value) -> shown.put(key, secrets.mask(value)));
    return shown;
  }

  /** Tells of the start, beside the run. */
  void started(RunStart start, Journal journal) {
    if (wire.isEmpty() && config.required()) {
      throw new UserException(
          "lineage.required is true, and nothing says where events go", "set lineage.transport");
    }
    wire.ifPresent(
        wire -> {
          wire.parent().problems().forEach(problem -> journal.note("lineage: " + problem));
          var unused = wire.courier().hand(() -> tellStart(wire, start));
          wire.courier().each(STILL_RUNNING, () -> tellRunning(wire, start));
        });
  }

  private Optional<String> tellStart(Wire wire, RunStart start) {
    book.started(start, wire.facts(), wire.parent().parent());
    return wire.send(book.pending(start));
  }

  private boolean tellRunning(Wire wire, RunStart start) throws Exception {
    Optional<String> running = book.running(start, clock.instant());
    if (running.isPresent()) {
      wire.outbox().sendOnce(running.get());
    }
    return running.isPresent();
  }

  /**
   * Makes sure that the start is delivered, where the conf wants it.
   *
   * @throws TransientException when it is not; nothing is published then
   */
  void beforePublishing(RunStart start) {
    if (wire.isPresent() && config.required()) {
      Wire there = wire.get();
      Optional<String> why = deliver(there, () -> there.send(book.pending(start)));
      Optional<String> refused = there.refused().stream().findFirst();
      why.or(() -> refused)
          .ifPresent(
              told -> {
                throw new TransientException(
                    secrets.mask(
                        "lineage.required: the start of the run is not delivered: " + told));
              });
    }
  }

  /** Tells of the end, and of what earlier runs of the job could not tell. */
  RunReport ended(RunReport report, Journal journal) {
    if (wire.isEmpty()) {
      return report;
    }
    tellEnd(wire.get(), report.record(), journal);
    return new RunReport(report.record().with(report.record().outputs(), journal.notes()));
  }

  /** As {@link #ended}, of a run that failed. */
  void failed(RunRecord record, Journal journal) {
    wire.ifPresent(wire -> tellEnd(wire, record, journal));
  }

  private void tellEnd(Wire wire, RunRecord record, Journal journal) {
    Optional<String> missing = deliver(wire, () -> sendAll(wire, record));
    wire.refused().forEach(refusal -> journal.note(secrets.mask("lineage: refused: " + refusal)));
    missing.ifPresent(
        why -> journal.note(secrets.mask("lineage: events not delivered: " + why + KEPT)));
    var unused = wire.courier().hand(closing(wire.outbox()));
    wire.courier().close();
  }

  private static Callable<Boolean> closing(Outbox outbox) {
    return () -> {
      outbox.close();
      return true;
    };
  }

  private Optional<String> sendAll(Wire wire, RunRecord record) {
    RunStart start = record.start();
    var since = clock.instant().minus(LOOK_BACK);
    book.ended(record);
    book.settleAll(start.job(), since, runId -> !runId.equals(start.runId()));
    var pending = new ArrayList<>(book.pending(start.job(), since));
    // A restore and a retention have no next run that would tell of them.
    MaintenanceJob.allOf(start.job()).forEach(job -> pending.addAll(book.pending(job, since)));
    return wire.send(pending);
  }

  private static Optional<String> deliver(Wire wire, Callable<Optional<String>> work) {
    try {
      return wire.courier().await(wire.courier().hand(work));
    } catch (TimeoutException e) {
      return Optional.of("the time was up");
    } catch (CancellationException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (ExecutionException e) {
      return Optional.of(String.valueOf(e.getCause()));
    }
  }
}
