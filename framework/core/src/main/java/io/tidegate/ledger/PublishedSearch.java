package io.tidegate.ledger;

import io.tidegate.config.LogicalDate;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Walks a job's published runs by logical date, newest first, and lists only as many months as it
 * must. Months are those of the runs' starts, and a run of an old date may have run today; but no
 * run starts before its logical date, which is the start of its data interval. So once a candidate
 * is at hand, no month that ended before the candidate's date can hold a newer one. A day is
 * allowed for clocks that are wrong.
 */
final class PublishedSearch {

  private static final Duration SLACK = Duration.ofDays(1);

  private static final Comparator<EntryFiles> NEWEST_DATE_FIRST =
      Comparator.comparing(EntryFiles::logicalDate)
          .reversed()
          .thenComparing(EntryFiles.LATEST_FIRST);

  private final LedgerFiles files;
  private final String job;
  private final Predicate<LogicalDate> dates;
  private final Deque<YearMonth> unlisted;
  private final PriorityQueue<EntryFiles> candidates = new PriorityQueue<>(NEWEST_DATE_FIRST);

  PublishedSearch(LedgerFiles files, String job, Predicate<LogicalDate> dates) {
    this.files = files;
    this.job = job;
    this.dates = dates;
    this.unlisted = new ArrayDeque<>(files.months(job));
  }

  /** Newest logical date first; within a date the run that started last. */
  Optional<EntryFiles> next() {
    while (!unlisted.isEmpty() && mayHoldNewer(unlisted.getFirst())) {
      list(unlisted.removeFirst());
    }
    return Optional.ofNullable(candidates.poll());
  }

  private boolean mayHoldNewer(YearMonth month) {
    var best = candidates.peek();
    return best == null || end(month).plus(SLACK).isAfter(best.logicalDate().instant());
  }

  private static Instant end(YearMonth month) {
    return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private void list(YearMonth month) {
    files.runs(job, month).stream()
        .filter(run -> dates.test(run.logicalDate()))
        .filter(run -> run.status().map(EntryFiles.PUBLISHED::contains).orElse(true))
        .forEach(candidates::add);
  }
}
