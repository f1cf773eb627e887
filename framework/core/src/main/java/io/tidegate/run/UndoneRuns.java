package io.tidegate.run;

import io.tidegate.ledger.Flow;
import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunStatus;
import io.tidegate.ledger.RunView;
import io.tidegate.publish.Commit;
import io.tidegate.publish.Publisher;
import io.tidegate.run.RestoreReport.Change;
import io.tidegate.run.RestoreReport.Changes;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;

/** Tells the ledger of runs whose versions a restore took away or brought back. */
final class UndoneRuns {

  private final Ledger ledger;
  private final Publisher publisher;
  private final Clock clock;

  UndoneRuns(Ledger ledger, Publisher publisher, Clock clock) {
    this.ledger = ledger;
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * Doing it again for the same restore does nothing.
   *
   * @param restored the table, as the restore wrote it
   */
  void mark(OutputRecord restored, Changes changes, RunStart restore, String why) {
    changes.undone().forEach(change -> mark(restored, change, "is undone", restore, why));
    changes.broughtBack().forEach(change -> mark(restored, change, "is back", restore, why));
  }

  private void mark(
      OutputRecord restored, Change change, String what, RunStart restore, String why) {
    String reason =
        "%s v%d %s by restore %s: %s"
            .formatted(restored.dataset(), change.version(), what, restore.runId(), why);
    change
        .runId()
        .flatMap(runId -> ledger.find(change.job().orElseThrow(), runId))
        .filter(run -> run.isCommitted() && !isMarked(run, reason))
        .ifPresent(
            run ->
                ledger.intervened(
                    new Intervention(
                        run.runId(),
                        run.job(),
                        status(run),
                        clock.instant(),
                        restore.user(),
                        reason,
                        Map.of())));
  }

  private static boolean isMarked(RunView run, String reason) {
    return run.interventions().stream().anyMatch(done -> done.reason().equals(reason));
  }

  /** A run is undone once nothing is left of it. */
  private RunStatus status(RunView run) {
    return isLive(run) ? published(run) : RunStatus.UNDONE;
  }

  private boolean isLive(RunView run) {
    return Flow.of(run).stream()
        .flatMap(flow -> flow.writes().stream())
        .anyMatch(write -> isLive(write.path(), write.version()));
  }

  private boolean isLive(String path, OptionalLong version) {
    return version.isPresent()
        && Commit.live(publisher.history(path)).stream()
            .anyMatch(commit -> commit.version() == version.getAsLong());
  }

  /** What it was before it was undone. */
  private static RunStatus published(RunView run) {
    return run.interventions().stream()
        .map(Intervention::status)
        .filter(RunStatus.RELEASED::equals)
        .findFirst()
        .orElse(RunStatus.PUBLISHED);
  }
}
