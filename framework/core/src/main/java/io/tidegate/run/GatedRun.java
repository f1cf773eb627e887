package io.tidegate.run;

import io.tidegate.check.Verdict;
import io.tidegate.config.JobConfig;
import io.tidegate.dataset.Input;
import io.tidegate.dataset.ReadFailures;
import io.tidegate.job.RunReport;
import io.tidegate.job.SparkJob;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStart;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One run of one job: the steps, in order. Used once. */
final class GatedRun {

  private final SparkJob job;
  private final JobConfig config;
  private final RunStart start;
  private final Journal journal;
  private final Rooms rooms;

  GatedRun(SparkJob job, JobConfig config, RunStart start, Journal journal, Rooms rooms) {
    this.job = job;
    this.config = config;
    this.start = start;
    this.journal = journal;
    this.rooms = rooms;
  }

  /** Opens the run in the ledger, passes it through the gate and closes it, whatever happens. */
  RunReport execute() {
    try {
      journal.time(Step.OPEN, "", this::open);
      return rooms.events().ended(watched(), journal);
    } catch (Exception failure) {
      // Spark throws checked ones too, of which no signature tells.
      Exception told = StorageFailures.explain(failure, journal.step());
      RuntimeException shown = config.secrets().mask(told);
      failed(shown);
      throw shown;
    } catch (Error failure) {
      failed(failure);
      throw failure;
    }
  }

  private void failed(Throwable failure) {
    RunRecord record = rooms.close().failed(start, journal, failure);
    rooms.events().failed(record, journal);
  }

  private Void open() {
    rooms.ledger().started(start);
    rooms.events().started(start, journal);
    rooms.recovery().completeEarlierRuns(config, start, journal);
    journal.find(rooms.eta().forecast(start));
    return null;
  }

  private RunReport watched() {
    try (var watch = rooms.eta().watch(start)) {
      return gate();
    }
  }

  private RunReport gate() {
    Optional<RunReport> earlier = rooms.publish().alreadyPublished(start, config, journal);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    List<Input> inputs =
        journal.time(Step.INPUTS, "", () -> rooms.inputs().resolve(config, journal));
    try {
      return gate(inputs);
    } finally {
      inputs.forEach(Input::close);
    }
  }

  private RunReport gate(List<Input> inputs) {
    findBefore(inputs);
    if (stops()) {
      return rooms.close().stopped(start, inputs, journal);
    }
    List<PreparedOutput> prepared =
        reading(inputs, () -> journal.time(Step.TRANSFORM, "", () -> transform(inputs)));
    if (stops() || prepared.size() < config.outputs().size()) {
      return rooms.close().stopped(start, inputs, journal);
    }
    AuditedRun audited =
        reading(inputs, () -> rooms.stage().stage(prepared, start, inputs, journal));
    if (audited.outputs().size() < prepared.size()) {
      return rooms.close().stopped(start, inputs, journal);
    }
    return discarding(() -> mayPublish(inputs, audited))
        ? rooms.publish().publish(start, inputs, audited, journal)
        : rooms.publish().keepBack(start, inputs, audited, journal);
  }

  private boolean mayPublish(List<Input> inputs, AuditedRun audited) {
    Verdict verdict = journal.time(Step.JUDGE, "", () -> judge(inputs, audited));
    if (verdict.publishes()) {
      rooms.events().beforePublishing(start);
    }
    return verdict.publishes();
  }

  /** Until the ledger keeps the staged files, nobody but this run knows of them. */
  private <T> T discarding(Supplier<T> work) {
    try {
      return work.get();
    } catch (Exception failure) {
      rooms.stage().discard(failure);
      throw failure;
    }
  }

  private List<PreparedOutput> transform(List<Input> inputs) {
    return rooms.transform().prepare(job, config, start, inputs, journal);
  }

  /** What fails while the inputs are read may fail for a change of theirs. */
  private static <T> T reading(List<Input> inputs, Supplier<T> work) {
    try {
      return work.get();
    } catch (Exception failure) {
      ReadFailures.explain(failure, inputs);
      throw failure;
    }
  }

  private void findBefore(List<Input> inputs) {
    inputs.forEach(input -> journal.find(input.checkBefore()));
  }

  private boolean stops() {
    return journal.verdict() == Verdict.REJECT;
  }

  private Verdict judge(List<Input> inputs, AuditedRun audited) {
    inputs.forEach(input -> journal.find(input.checkAfter()));
    audited
        .outputs()
        .forEach(output -> journal.find(rooms.volume().judge(output, start, inputs, journal)));
    audited.outputs().forEach(output -> journal.find(output.findings()));
    journal.find(rooms.eta().landing(start));
    return journal.verdict();
  }
}
