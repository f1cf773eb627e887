package io.tidegate.lineage.provenance;

import java.util.List;

/**
 * What to run again, and in which order.
 *
 * @param steps by wave, then by logical date, then by job; each (job, logical date) once
 */
public record RerunPlan(List<Step> steps) {

  /**
   * One run.
   *
   * @param wave from 1; steps of one wave do not wait for one another
   * @param because what it lost or read, such as {@code read raw.orders v5}; sorted
   * @param restoreFirst the versions that it appended to tables, such as {@code curated.cases v7}:
   *     a table has a date once, so these must be taken away for the step to do anything
   */
  public record Step(
      int wave,
      String job,
      String owner,
      String logicalDate,
      List<String> because,
      List<String> restoreFirst) {}
}
