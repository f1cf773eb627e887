package io.tidegate.run;

import io.tidegate.check.Measures;
import io.tidegate.check.Verdict;
import io.tidegate.config.JobConfig;
import io.tidegate.config.JobConfig.PublishConfig;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.WriteMode;
import io.tidegate.dataset.Input;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import io.tidegate.publish.Published;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.Publisher.Prior;
import io.tidegate.publish.StagedOutput;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Step 9: what passed becomes visible; what did not stays where it is, for a person. */
final class PublishStep {

  private final Publisher publisher;
  private final StagedRuns stagedRuns;
  private final CloseStep close;
  private final PublishConfig config;
  private final Clock clock;

  PublishStep(
      Publisher publisher,
      StagedRuns stagedRuns,
      CloseStep close,
      PublishConfig config,
      Clock clock) {
    this.publisher = publisher;
    this.stagedRuns = stagedRuns;
    this.close = close;
    this.config = config;
    this.clock = clock;
  }

  /**
   * The report of a run that has nothing to do: an output that appends takes a logical date once,
   * so the job is done for it. Empty for a job that only replaces: it can run again.
   */
  Optional<RunReport> alreadyPublished(RunStart start, JobConfig job, Journal journal) {
    for (OutputConfig output : job.outputs().values()) {
      if (output.write() != WriteMode.APPEND) {
        continue;
      }
      Optional<Prior> earlier = publisher.find(output.path(), start.job(), start.logicalDate());
      if (earlier.isPresent()) {
        journal.note(note(output, start, earlier.get()));
        return Optional.of(
            close.close(
                close.record(start, RunStatus.ALREADY_PUBLISHED, List.of(), List.of(), journal),
                journal));
      }
    }
    return Optional.empty();
  }

  private static String note(OutputConfig output, RunStart start, Prior earlier) {
    String by =
        earlier
            .commit()
            .map(commit -> "by run %s as version %d".formatted(commit.runId(), commit.version()))
            .orElse("by a run that the table's log no longer has");
    return "%s: %s was published at %s %s"
        .formatted(output.name(), start.logicalDate(), earlier.at(), by);
  }

  /** Commits every output. The ledger knows what is to be committed before the first commit. */
  RunReport publish(RunStart start, List<Input> inputs, AuditedRun audited, Journal journal) {
    StagedRun staged =
        stagedRun(start, RunStatus.PUBLISHED, inputs, audited, Optional.empty(), journal);
    keep(staged);
    Map<String, Published> commits =
        journal.time(Step.PUBLISH, "", () -> stagedRuns.commit(staged));
    RunRecord planned =
        stagedRun(start, RunStatus.PUBLISHED, inputs, audited, Optional.empty(), journal).record();
    return journal.time(
        Step.CLOSE,
        "",
        () ->
            close.close(
                StagedRuns.committed(planned, commits), journal, () -> stagedRuns.forget(staged)));
  }

  /** Keeps the staged files for a person to release, discard or look at. */
  RunReport keepBack(RunStart start, List<Input> inputs, AuditedRun audited, Journal journal) {
    boolean held = journal.verdict() == Verdict.HOLD;
    RunStatus status = held ? RunStatus.HELD : RunStatus.REJECTED;
    Instant until = clock.instant().plus(held ? config.heldFor() : config.rejectedFor());
    StagedRun staged = stagedRun(start, status, inputs, audited, Optional.of(until), journal);
    return journal.time(
        Step.CLOSE,
        "",
        () -> {
          keep(staged);
          return close.close(staged.record(), journal);
        });
  }

  /** Of files that the ledger does not keep nobody would know once this run has failed. */
  private void keep(StagedRun staged) {
    try {
      stagedRuns.keep(staged);
    } catch (RuntimeException failure) {
      stagedRuns.discardAfter(failure, staged);
      throw failure;
    }
  }

  private StagedRun stagedRun(
      RunStart start,
      RunStatus status,
      List<Input> inputs,
      AuditedRun audited,
      Optional<Instant> until,
      Journal journal) {
    List<OutputRecord> outputs =
        audited.outputs().stream().map(output -> record(output, until)).toList();
    return new StagedRun(
        close.record(start, status, inputs, outputs, journal),
        audited.outputs().stream()
            .map(AuditedOutput::config)
            .collect(Collectors.toMap(OutputConfig::key, OutputConfig::quality)),
        audited.keptOut(),
        audited.outputs().stream().map(AuditedOutput::staged).toList());
  }

  private static OutputRecord record(AuditedOutput output, Optional<Instant> until) {
    StagedOutput staged = output.staged();
    Measures measures = output.measures();
    return new OutputRecord(
        output.config().key(),
        staged.dataset(),
        staged.path(),
        OptionalLong.empty(),
        staged.rows(),
        staged.bytes(),
        measures,
        output.quarantined(),
        OptionalLong.empty(),
        until,
        output.tiers(),
        output.described().lineage(),
        output.described().schema(),
        Optional.of(output.described().write()),
        Optional.empty());
  }
}
