package io.tidegate.run;

import io.tidegate.config.JobConfig;
import io.tidegate.ledger.Ledger;
import io.tidegate.problem.UserException;
import io.tidegate.publish.Publisher;
import io.tidegate.publish.TablePartition;
import io.tidegate.publish.TableState;
import io.tidegate.run.RetainReport.Partitions;
import io.tidegate.run.RetainReport.Vacuum;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Finds out what of a table is past its time; changes nothing. */
final class RetainSurvey {

  private final Publisher publisher;
  private final Clock clock;
  private final VacuumObstacles obstacles;

  RetainSurvey(Ledger ledger, Publisher publisher, Clock clock, UnaryOperator<String> location) {
    this.publisher = publisher;
    this.clock = clock;
    this.obstacles = new VacuumObstacles(ledger, publisher, clock, location);
  }

  /**
   * @param jobs whose inputs may be pinned to versions of the table
   * @throws UserException when its partitions cannot be measured, or not be deleted
   */
  RetainReport of(RetainTarget table, Collection<JobConfig> jobs) {
    TableState state = publisher.look(table.path());
    if (!state.exists()) {
      return RetainReport.absent(table.dataset(), table.path());
    }
    return new RetainReport(
        table.dataset(),
        table.path(),
        true,
        table.keep().map(keep -> partitions(table, state, keep)),
        table.vacuum().map(keep -> vacuum(table, keep, jobs)),
        Optional.empty(),
        OptionalLong.empty());
  }

  private Partitions partitions(RetainTarget table, TableState state, Duration keep) {
    table.requireDeletable(state);
    String column = table.column(state);
    List<TablePartition> all = publisher.partitions(table.path(), column);
    Instant now = clock.instant();
    var ages = PartitionAges.of(all, keep, table.job().interval(), now);
    return new Partitions(column, keep, now.minus(keep), all.size(), ages.past(), ages.undated());
  }

  private Vacuum vacuum(RetainTarget table, Duration keep, Collection<JobConfig> jobs) {
    List<String> found = obstacles.of(table, keep, jobs);
    if (!found.isEmpty()) {
      return new Vacuum(keep, 0, found);
    }
    try {
      return new Vacuum(keep, publisher.unused(table.path(), keep), List.of());
    } catch (UserException e) { // The table's own promise is longer than the conf's.
      return new Vacuum(keep, 0, List.of(String.valueOf(e.getMessage())));
    }
  }
}
