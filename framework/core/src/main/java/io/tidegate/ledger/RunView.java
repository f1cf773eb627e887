package io.tidegate.ledger;

import java.util.List;
import java.util.Optional;

/**
 * All that the ledger has of a run.
 *
 * @param record empty while the run goes on, and for one that was killed
 * @param interventions in the order of time
 */
public record RunView(
    RunStart start, Optional<RunRecord> record, List<Intervention> interventions) {

  /** What the run is now: the last intervention's word, else the record's. */
  public RunStatus status() {
    return interventions.isEmpty()
        ? record.map(RunRecord::status).orElse(RunStatus.STARTED)
        : interventions.get(interventions.size() - 1).status();
  }

  /** Whether its rows are, or were, visible to readers. */
  public boolean isPublished() {
    return status() == RunStatus.PUBLISHED || status() == RunStatus.RELEASED;
  }
}
