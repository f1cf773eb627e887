package io.tidegate.ledger;

import java.util.List;
import java.util.Map;

/**
 * Where the columns of an output come from, as far as the plan of its computation tells.
 *
 * @param columns for each column of the output, in its order: what its values are made of and what
 *     decides among them; empty for a constant. Sorted by input, column, kind
 * @param rows what decides which rows there are, how they are grouped and ordered; sorted alike
 * @param opaque steps that no plan looks into, such as {@code MapElements} or {@code LogicalRDD},
 *     by Spark's name of them. What comes out of such a step is taken to come from everything that
 *     goes in; where even that is unknown, from {@link #EVERY_COLUMN} of every input
 * @param undeclared what was read without being an input of the conf: tables and paths
 */
public record ColumnLineage(
    Map<String, List<Source>> columns,
    List<Source> rows,
    List<String> opaque,
    List<String> undeclared) {

  /** In place of a column's name: all of the input's columns. */
  public static final String EVERY_COLUMN = "*";

  /**
   * A column of an input, and what for.
   *
   * @param input the key in the conf
   * @param column as the input's dataset has it, before it is renamed; a field of a struct after a
   *     dot
   * @param masked whether the value itself cannot be told from the result: a hash, a count
   */
  public record Source(String input, String column, Kind kind, boolean masked) {}

  /**
   * As OpenLineage's ColumnLineageDatasetFacet 1-2-0 has them, its subtypes of a transformation.
   */
  public enum Kind {
    /** The value as it is. */
    IDENTITY,
    /** Computed from the values of one row. */
    TRANSFORMATION,
    /** Computed from the values of several rows. */
    AGGREGATION,
    JOIN,
    FILTER,
    GROUP_BY,
    SORT,
    WINDOW,
    CONDITIONAL;

    /** Whether the value flows into the result, rather than deciding what does. */
    public boolean direct() {
      return ordinal() <= AGGREGATION.ordinal();
    }
  }
}
