package io.tidegate.job;

import io.tidegate.check.Verdict;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunStatus;

/** What a run came to, for a person and for a program. */
public record RunReport(RunRecord record) {

  public RunStatus status() {
    return record.status();
  }

  public Verdict verdict() {
    return record.verdict();
  }

  /**
   * Whether the data of this (job, logical date) is visible to readers, by this run or an earlier.
   */
  public boolean isPublished() {
    return status() == RunStatus.PUBLISHED || status() == RunStatus.ALREADY_PUBLISHED;
  }

  /** A compact table for a terminal, without a line break at its end. */
  public String toTable() {
    return new ReportTable(record).render();
  }
}
