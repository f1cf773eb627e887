package io.tidegate.volume;

import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig.Baseline;
import io.tidegate.config.OutputConfig.VolumePolicy;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunRecord;
import io.tidegate.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was published of a dataset before.
 *
 * @param published newest logical date first, one for each logical date
 * @param unreadable entries of the ledger that are left out, being damaged; usually none
 */
public record VolumeHistory(List<Published> published, List<Problem> unreadable) {

  public static final VolumeHistory NONE = new VolumeHistory(List.of(), List.of());

  public record Published(LogicalDate logicalDate, long rows) {}

  /**
   * As much of the history as the policy asks for: of the runs of this job that were published or
   * released with this dataset, for each logical date before the given one the latest run.
   *
   * @param dataset the output's name, not its key
   */
  public static VolumeHistory load(
      Ledger ledger, String job, String dataset, LogicalDate before, VolumePolicy policy) {
    var previous = load(ledger, job, dataset, before, policy.previous().isPresent() ? 1 : 0, false);
    var baseline =
        load(
            ledger,
            job,
            dataset,
            before,
            policy.baseline().map(Baseline::window).orElse(0),
            policy.baseline().map(Baseline::sameWeekday).orElse(false));
    return previous.and(baseline);
  }

  private static VolumeHistory load(
      Ledger ledger,
      String job,
      String dataset,
      LogicalDate before,
      int limit,
      boolean sameWeekday) {
    if (limit == 0) {
      return NONE;
    }
    var runs =
        ledger.lastPublished(
            job,
            limit,
            before,
            date -> !sameWeekday || date.dayOfWeek() == before.dayOfWeek(),
            record -> published(record, dataset).findAny().isPresent());
    var published =
        runs.records().stream().flatMap(record -> published(record, dataset).limit(1)).toList();
    return new VolumeHistory(published, runs.unreadable());
  }

  private static Stream<Published> published(RunRecord record, String dataset) {
    return record.outputs().stream()
        .filter(output -> output.dataset().equals(dataset))
        .map(output -> new Published(record.start().logicalDate(), output.rows()));
  }

  /** Both, in order, without repetition. */
  private VolumeHistory and(VolumeHistory other) {
    var byDate = new TreeMap<LogicalDate, Published>(Comparator.reverseOrder());
    Stream.concat(published.stream(), other.published.stream())
        .forEach(run -> byDate.putIfAbsent(run.logicalDate(), run));
    var problems = Stream.concat(unreadable.stream(), other.unreadable.stream()).distinct();
    return new VolumeHistory(List.copyOf(byDate.values()), problems.toList());
  }
}
