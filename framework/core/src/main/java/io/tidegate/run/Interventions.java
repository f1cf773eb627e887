package io.tidegate.run;

import io.tidegate.dataset.Slices;
import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.RunView;
import io.tidegate.lineage.events.EventBook;
import io.tidegate.problem.Human;
import io.tidegate.problem.UserException;
import io.tidegate.publish.Published;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.StagedOutput;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person does with a run that the gate kept back. Who and why go to the ledger. */
public final class Interventions {

  private static final Logger LOG = LoggerFactory.getLogger(Interventions.class);

  private final Ledger ledger;
  private final StagedRuns stagedRuns;
  private final Clock clock;
  private final String who;

  public Interventions(Ledger ledger, Publisher publisher, Clock clock, String who) {
    this.ledger = ledger;
    this.stagedRuns = new StagedRuns(ledger, publisher);
    this.clock = clock;
    this.who = who;
  }

  /**
   * Publishes the staged files of a held run as they are.
   *
   * @return the table versions by dataset
   * @throws UserException when the run is not held, or its files have expired
   * @throws io.tidegate.publish.ConflictException when what was published since cannot be merged
   *     with it; the run stays held
   */
  public Map<String, Long> release(String runId, String reason) {
    RunView run = kept(runId, "released", RunStatus.HELD);
    StagedRun staged = staged(run);
    refuseOvertaken(staged);
    return publish(run, staged, RunStatus.RELEASED, reason, stagedRuns.commitKept(staged));
  }

  /** Of rows between two watermarks another run may have taken the same ones since. */
  private void refuseOvertaken(StagedRun staged) {
    RunStart start = staged.record().start();
    new Slices(ledger, start.job(), start.logicalDate())
        .overtaking(staged.record())
        .ifPresent(
            other -> {
              throw new UserException(
                  "run %s of %s has published the rows that run %s read"
                      .formatted(other.start().runId(), other.start().logicalDate(), start.runId()),
                  "discard this one");
            });
  }

  /**
   * Publishes what a run that was published in part has not published.
   *
   * @return why an output could not be any more, a line each; usually none
   */
  List<String> finish(RunView run, StagedRun staged, String reason) {
    StagedRuns.Completed completed = stagedRuns.commitRest(staged);
    String told =
        Stream.concat(Stream.of(reason), completed.overtaken().stream())
            .collect(Collectors.joining("; "));
    var unused = publish(run, staged, RunStatus.PUBLISHED, told, completed.commits());
    return completed.overtaken();
  }

  private Map<String, Long> publish(
      RunView run,
      StagedRun staged,
      RunStatus status,
      String reason,
      Map<String, Published> commits) {
    var versions = new LinkedHashMap<String, Long>();
    for (StagedOutput output : staged.outputs()) {
      Published published = commits.get(output.key());
      if (published != null) {
        versions.put(output.dataset(), published.version());
      }
    }
    record(run, status, reason, versions);
    stagedRuns.forget(staged);
    return versions;
  }

  /**
   * Removes the staged files of a held or rejected run.
   *
   * @throws UserException when the run was not kept back, or has been dealt with
   */
  public void discard(String runId, String reason) {
    RunView run = kept(runId, "discarded", RunStatus.HELD, RunStatus.REJECTED);
    stagedRuns.find(runId, run.job()).ifPresent(stagedRuns::discard);
    record(run, RunStatus.DISCARDED, reason, Map.of());
  }

  private StagedRun staged(RunView run) {
    return stagedRuns
        .find(run.runId(), run.job())
        .orElseThrow(
            () ->
                new UserException(
                    "run " + run.runId() + " has no staged files",
                    "they expired or the run stopped before staging: run the job again"));
  }

  private RunView kept(String runId, String what, RunStatus... expected) {
    RunView run = find(ledger, runId);
    for (RunStatus status : expected) {
      if (run.status() == status) {
        return run;
      }
    }
    throw new UserException(
        "run " + runId + " is " + Human.words(run.status()),
        Arrays.stream(expected)
            .map(Human::words)
            .collect(Collectors.joining(" or ", "only one that is ", " can be " + what)));
  }

  static RunView find(Ledger ledger, String runId) {
    return ledger
        .find(runId)
        .orElseThrow(
            () ->
                new UserException(
                    "the ledger has no run " + runId, "'tidegate history JOB' lists the runs"));
  }

  private void record(RunView run, RunStatus status, String reason, Map<String, Long> versions) {
    ledger.intervened(
        new Intervention(run.runId(), run.job(), status, clock.instant(), who, reason, versions));
    if (!versions.isEmpty()) {
      tell(run);
    }
  }

  /** What cannot be told now is told by {@code lineage resend}; what was done is done. */
  private void tell(RunView run) {
    try {
      ledger.find(run.job(), run.runId()).ifPresent(new EventBook(ledger)::settle);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("lineage: no event of run {}: {}", run.runId(), String.valueOf(e));
    }
  }
}
