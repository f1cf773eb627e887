package io.tidegate.dataset;

import io.tidegate.check.Finding;
import java.util.List;
import java.util.OptionalLong;

/**
 * Rows that the input's own metadata counts, which also has no corrupt ones.
 *
 * @param rows empty when the metadata does not say
 * @param whyUnknown why not
 */
record KnownRows(InputChecks checks, OptionalLong rows, String whyUnknown) implements RowCounts {

  @Override
  public OptionalLong corrupt() {
    return OptionalLong.of(0);
  }

  @Override
  public List<Finding> before() {
    return checks.rows(rows, whyUnknown);
  }

  @Override
  public List<Finding> after() {
    return List.of();
  }
}
