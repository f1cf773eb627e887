package io.tidegate.config;

/** How many rows may be rejected: a number, or a part of all rows. */
public sealed interface RowLimit {

  RowLimit NONE = new Rows(0);

  /** Inclusive. */
  record Rows(long rows) implements RowLimit {}

  /**
   * @param share from 0 to 1, inclusive, of the good and the rejected rows together
   */
  record Share(double share) implements RowLimit {}
}
