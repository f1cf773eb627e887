package io.tidegate.run;

import io.tidegate.check.Measures;
import io.tidegate.check.Verdict;
import io.tidegate.config.JobConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.MaintenanceJob;
import io.tidegate.ledger.RunIds;
import io.tidegate.ledger.RunProcess;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import io.tidegate.publish.Published;
import io.tidegate.publish.TableSize;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Retention as the ledger has it: a run that wrote a version of a table, of which it replaced some
 * partitions by nothing. It reads nothing: the rows that stay came with the versions before.
 */
final class RetainRecords {

  private final Clock clock;

  RetainRecords(Clock clock) {
    this.clock = clock;
  }

  /**
   * What the record will be once the partitions are deleted; the output's version is not there.
   *
   * @param location the table's full URI
   */
  RunRecord planned(RetainTarget table, String location, String who, List<String> notes) {
    return record(table.job(), who, List.of(output(table, location)), notes);
  }

  /** Of what was removed from the ledger. */
  RunRecord ofLedger(JobConfig job, String who, String note) {
    return record(job, who, List.of(), List.of(note));
  }

  private RunRecord record(
      JobConfig job, String who, List<OutputRecord> outputs, List<String> notes) {
    RunStart start = start(job, who);
    return new RunRecord(
        start,
        RunStatus.PUBLISHED,
        start.started(),
        Verdict.PASS,
        List.of(),
        outputs,
        List.of(),
        Map.of(),
        Optional.empty(),
        notes);
  }

  /** No rules decide on it; of the conf, the notes say what counts. */
  private RunStart start(JobConfig job, String who) {
    Instant now = clock.instant();
    return new RunStart(
        new RunIds(clock).next(),
        MaintenanceJob.RETAIN.of(job.name()),
        job.owner(),
        new LogicalDate(now),
        now,
        Programs.of(Retain.class),
        "",
        job.fingerprint(),
        who,
        RunProcess.current(Optional.empty()));
  }

  private static OutputRecord output(RetainTarget table, String location) {
    return new OutputRecord(
        table.key(),
        table.dataset(),
        table.path(),
        OptionalLong.empty(),
        0,
        0,
        Measures.NONE,
        0,
        OptionalLong.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new RunRecord.Write(location, WriteMode.DYNAMIC_PARTITIONS, false, Map.of())),
        Optional.empty());
  }

  /**
   * @param published empty where nothing was deleted
   * @param left what the version holds
   * @param notes besides those that were planned
   */
  RunRecord done(
      RunRecord planned,
      Optional<Published> published,
      Optional<TableSize> left,
      List<String> notes) {
    OutputRecord output = planned.outputs().get(0);
    return new RunRecord(
        planned.start(),
        planned.status(),
        clock.instant(),
        planned.verdict(),
        planned.inputs(),
        List.of(
            new OutputRecord(
                output.key(),
                output.dataset(),
                output.path(),
                published.map(p -> OptionalLong.of(p.version())).orElse(OptionalLong.empty()),
                left.map(TableSize::rows).orElse(0L),
                left.map(TableSize::bytes).orElse(0L),
                output.measures(),
                0,
                OptionalLong.empty(),
                Optional.empty(),
                output.tiers(),
                output.lineage(),
                output.schema(),
                output.write(),
                published.flatMap(Published::changes))),
        planned.findings(),
        planned.steps(),
        planned.error(),
        Stream.concat(planned.notes().stream(), notes.stream()).toList());
  }
}
