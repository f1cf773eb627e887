package io.tidegate.volume;

import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a baseline rests on: published runs only, the latest run of each logical date. */
public final class VolumeHistory {

  private final Ledger ledger;

  public VolumeHistory(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * The volumes of an output at the logical dates before one, newest date first.
   *
   * @param runs how many published runs to look at
   */
  public List<PastVolume> before(LogicalDate date, String job, String outputKey, int runs) {
    Map<LogicalDate, Long> rows = new TreeMap<>(Comparator.reverseOrder());
    for (RunView run : ledger.published(job, runs)) {
      LogicalDate past = run.start().logicalDate();
      if (past.compareTo(date) < 0) {
        run.record().stream()
            .map(RunRecord::outputs)
            .flatMap(List::stream)
            .filter(output -> output.key().equals(outputKey))
            .mapToLong(OutputRecord::rows)
            .forEach(count -> rows.putIfAbsent(past, count));
      }
    }
    return rows.entrySet().stream()
        .map(entry -> new PastVolume(entry.getKey(), entry.getValue()))
        .toList();
  }
}
