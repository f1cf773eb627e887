package io.tidegate.dataset;

import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.FilesRead.RunFiles;
import java.util.List;
import java.util.function.Function;

/**
 * What is remembered of files that were read before.
 *
 * @param date of the run that asks
 * @param runs by the name of an input, the published runs in the order of their starts
 */
public record FileMemory(LogicalDate date, Function<String, List<RunFiles>> runs) {

  /** Remembers nothing. */
  static final FileMemory NONE =
      new FileMemory(LogicalDate.parse("2000-01-01"), input -> List.of());
}
