package io.tidegate.ledger;

import io.tidegate.check.Finding;
import io.tidegate.config.LogicalDate;
import io.tidegate.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that the ledger has of one run.
 *
 * @param status what the run is now: the newest intervention's, else the closing entry's, else
 *     {@code STARTED}
 * @param start empty only when the entry is unreadable
 * @param record empty for a run that was not closed; also when the entry is unreadable
 * @param warnings raised while the run was running, oldest first
 * @param interventions oldest first
 * @param unreadable the entries that are damaged, one problem each; usually none
 */
public record RunView(
    String runId,
    String job,
    LogicalDate logicalDate,
    RunStatus status,
    Optional<RunStart> start,
    Optional<RunRecord> record,
    List<Warning> warnings,
    List<Intervention> interventions,
    List<Problem> unreadable) {

  /** Something that was found while the run was still running. */
  public record Warning(Instant at, Finding finding) {}

  /** Whether what the run wrote counts: only such a run feeds a baseline. */
  public boolean isPublished() {
    return EntryFiles.PUBLISHED.contains(status);
  }

  /** Whether readers see, or saw, what the run wrote. */
  public boolean isCommitted() {
    return EntryFiles.COMMITTED.contains(status);
  }

  /** The table versions that releases and repairs found or made, by dataset; the newest of each. */
  public Map<String, Long> laterVersions() {
    var versions = new TreeMap<String, Long>();
    interventions.forEach(intervention -> versions.putAll(intervention.versions()));
    return versions;
  }
}
