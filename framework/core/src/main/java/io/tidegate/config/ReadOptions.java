package io.tidegate.config;

import java.util.List;
import java.util.Optional;

/**
 * What a command says besides the conf.
 *
 * @param date the logical date; when it is empty {@link ConfigReader#NO_DATE} stands in, for
 *     commands that only check the conf
 * @param sets {@code key=value} each, the later ones win; see {@link ConfigReader}
 * @param environment the name of the environment file, without {@code .conf}
 */
public record ReadOptions(
    Optional<LogicalDate> date, List<String> sets, Optional<String> environment) {

  /** The conf alone. */
  public static final ReadOptions NONE =
      new ReadOptions(Optional.empty(), List.of(), Optional.empty());

  public ReadOptions {
    sets = List.copyOf(sets);
  }

  public ReadOptions at(LogicalDate logicalDate) {
    return new ReadOptions(Optional.of(logicalDate), sets, environment);
  }
}
