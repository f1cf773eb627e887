package io.tidegate.dataset;

import io.tidegate.check.Finding;
import java.util.List;
import java.util.OptionalLong;

/** How the rows of an input are counted, and judged when the count is known. */
interface RowCounts {

  OptionalLong rows();

  OptionalLong corrupt();

  /** Findings on rows that can be made before the rows are read. */
  List<Finding> before();

  /** Findings on rows that need the rows to have been read. */
  List<Finding> after();
}
