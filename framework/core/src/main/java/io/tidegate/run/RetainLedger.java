package io.tidegate.run;

import io.tidegate.config.Durations;
import io.tidegate.config.JobConfig;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.ledger.OldRuns;
import io.tidegate.ledger.RunRecord;
import io.tidegate.problem.Human;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Removes what is past its time from the ledger itself, of a job and its maintenance. Who did it is
 * recorded as a run of {@code JOB.retain}, which goes in its turn.
 */
public final class RetainLedger {

  private final Ledger ledger;
  private final Clock clock;
  private final String who;

  public RetainLedger(Ledger ledger, Clock clock, String who) {
    this.ledger = ledger;
    this.clock = clock;
    this.who = who;
  }

  /**
   * @param before what started before, and was not touched since, is past its time
   * @param records of how many runs
   * @param events how many
   * @param runId of the retention; empty when nothing was done
   */
  public record Report(
      String job,
      String ledger,
      Duration keep,
      Instant before,
      int records,
      int events,
      Optional<String> runId) {

    /** For a person. */
    public String found() {
      return words(records, events);
    }
  }

  /**
   * What {@link #retain} would do; changes nothing.
   *
   * @param keep what started longer ago may go
   */
  public Report plan(JobConfig job, Duration keep) {
    Instant before = clock.instant().minus(keep);
    return report(job, keep, before, find(job, before), Optional.empty());
  }

  /**
   * Does it. Whoever is stopped on the way has removed less, and recorded nothing; a second call
   * removes the rest.
   */
  public Report retain(JobConfig job, Duration keep, String reason) {
    Instant before = clock.instant().minus(keep);
    OldRuns.Found found = find(job, before);
    if (found.isEmpty()) {
      return report(job, keep, before, found, Optional.empty());
    }
    ledger.oldRuns().remove(found);
    RunRecord record =
        new RetainRecords(clock)
            .ofLedger(
                job,
                who,
                "%s past %s removed from the ledger by %s: %s"
                    .formatted(
                        words(found.records(), found.events()),
                        Durations.shown(keep),
                        who,
                        reason));
    ledger.closed(record);
    return report(job, keep, before, found, Optional.of(record.start().runId()));
  }

  private static String words(int records, int events) {
    return Human.count(records, "record") + " and " + Human.count(events, "event");
  }

  private OldRuns.Found find(JobConfig job, Instant before) {
    return OldRuns.Found.of(
        MaintenanceJob.with(job.name()).map(name -> ledger.oldRuns().find(name, before)).toList());
  }

  private static Report report(
      JobConfig job, Duration keep, Instant before, OldRuns.Found found, Optional<String> runId) {
    return new Report(
        job.name(), job.ledger().path(), keep, before, found.records(), found.events(), runId);
  }
}
