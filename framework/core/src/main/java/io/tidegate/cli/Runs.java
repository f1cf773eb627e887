package io.tidegate.cli;

import io.tidegate.check.Outcome;
import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.RunView;
import io.tidegate.problem.Human;
import io.tidegate.problem.UserException;

/** Runs by their id, for commands. */
final class Runs {

  private Runs() {}

  /** What a run is now, in words; of a run without an end also whether it can still have one. */
  static String status(RunView run) {
    boolean gone =
        run.status() == RunStatus.STARTED && run.start().map(RunStart::processIsGone).orElse(false);
    return Human.words(run.status()) + (gone ? ", process gone" : "");
  }

  static RunView find(Ledger ledger, String runId) {
    return ledger
        .find(runId)
        .orElseThrow(
            () ->
                new UserException(
                    "the ledger has no run " + runId, "'tidegate history JOB' lists the runs"));
  }

  /** Of what goes wrong what was found and what should have been. */
  static String text(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      return failed.actual() + "; expected " + failed.expected();
    }
    return outcome instanceof Outcome.CouldNotMeasure unknown
        ? "could not be measured: " + unknown.cause()
        : outcome.toString();
  }

  /** When, who and why. */
  static String text(Intervention intervention) {
    return "at %s by %s: %s"
        .formatted(intervention.at(), intervention.who(), intervention.reason());
  }
}
