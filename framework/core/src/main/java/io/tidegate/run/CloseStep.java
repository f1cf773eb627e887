package io.tidegate.run;

import io.tidegate.dataset.Input;
import io.tidegate.job.RunReport;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Step 10: the run's last word, in the ledger. */
final class CloseStep {

  private final Ledger ledger;
  private final SchemaRecords schemas;
  private final Clock clock;

  CloseStep(Ledger ledger, SchemaRecords schemas, Clock clock) {
    this.ledger = ledger;
    this.schemas = schemas;
    this.clock = clock;
  }

  /** A run that ends before anything is staged, because a check rejects it. */
  RunReport stopped(RunStart start, List<Input> inputs, Journal journal) {
    return close(record(start, RunStatus.REJECTED, inputs, List.of(), journal), journal);
  }

  /**
   * Records the failure. The failure itself goes on to the caller: a ledger that cannot be written
   * now must not hide it.
   */
  RunRecord failed(RunStart start, Journal journal, Throwable failure) {
    var record =
        new RunRecord(
            start,
            RunStatus.FAILED,
            clock.instant(),
            journal.verdict(),
            List.of(),
            List.of(),
            journal.findings(),
            journal.steps(),
            Optional.of(message(failure)),
            journal.notes());
    try {
      ledger.closed(record);
    } catch (RuntimeException ledgerFailure) {
      failure.addSuppressed(ledgerFailure);
    }
    return record;
  }

  /** What the run has come to by now; nothing is written. */
  RunRecord record(
      RunStart start,
      RunStatus status,
      List<Input> inputs,
      List<OutputRecord> outputs,
      Journal journal) {
    return new RunRecord(
        start,
        status,
        clock.instant(),
        journal.verdict(),
        schemas.inputs(inputs, start),
        outputs,
        journal.findings(),
        journal.steps(),
        Optional.empty(),
        journal.notes());
  }

  /**
   * Writes the closing record. When that fails, what is published stays published: the next run, or
   * {@code ledger repair}, completes the ledger, and the report says so.
   */
  RunReport close(RunRecord record, Journal journal) {
    return close(record, journal, () -> {});
  }

  /**
   * As {@link #close(RunRecord, Journal)}.
   *
   * @param afterwards removes what the ledger can do without once it has the record, and not
   *     before: the record is completed from it
   */
  RunReport close(RunRecord record, Journal journal, Runnable afterwards) {
    try {
      ledger.closed(record);
      afterwards.run();
      return new RunReport(record);
    } catch (RuntimeException e) {
      journal.note(
          "the ledger could not record the end of this run: "
              + message(e)
              + "; 'tidegate ledger repair' completes it");
      return new RunReport(record.with(record.outputs(), journal.notes()));
    }
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getName() : message;
  }
}
