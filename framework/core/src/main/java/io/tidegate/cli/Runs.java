package io.tidegate.cli;

import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunView;
import io.tidegate.problem.UserException;

/** Runs by their id, for commands. */
final class Runs {

  private Runs() {}

  static RunView find(Ledger ledger, String runId) {
    return ledger
        .find(runId)
        .orElseThrow(
            () ->
                new UserException(
                    "the ledger has no run " + runId, "'tidegate history JOB' lists the runs"));
  }
}
