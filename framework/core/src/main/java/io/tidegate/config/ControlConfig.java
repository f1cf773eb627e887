package io.tidegate.config;

import java.util.Map;
import java.util.Optional;

/**
 * Where the sender of files says how many rows they have and what their columns add up to.
 *
 * @param rows what the number of rows is called there
 * @param sums what the sum of a column is called there, by the job's name of the column
 */
public record ControlConfig(Source source, Optional<String> rows, Map<String, String> sums) {

  /** Where the totals stand. */
  public sealed interface Source {}

  /**
   * In files of their own. The totals of several are added up.
   *
   * @param path a file or a glob
   */
  public record Sidecar(String path) implements Source {}

  /**
   * In a last row of each data file. Totals are called by their field's number, from 1.
   *
   * @param mark what the first field of that row is, and of no other
   */
  public record Trailer(String mark) implements Source {}
}
