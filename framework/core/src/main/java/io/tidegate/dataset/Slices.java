package io.tidegate.dataset;

import io.tidegate.config.LogicalDate;
import io.tidegate.ledger.InputVersion;
import io.tidegate.ledger.InputVersion.Slice;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.RunRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which parts of a database's table the published runs of a job have read. Their slices follow each
 * other by logical date without a gap and without overlap: a date begins where the one before it
 * ended, and ends where the next one begins, when that was published before it. So a watermark
 * advances with a publish and with nothing else, and goes back with what a restore takes away.
 */
public final class Slices {

  /** Later dates than anybody has. */
  private static final LogicalDate NEVER = LogicalDate.parse("9999-12-31");

  private final Ledger ledger;
  private final String job;
  private final LogicalDate date;

  public Slices(Ledger ledger, String job, LogicalDate date) {
    this.ledger = ledger;
    this.job = job;
    this.date = date;
  }

  /** The slice of the published date before this one that has an end; empty when there is none. */
  Optional<Slice> last(String input) {
    return ledger
        .lastPublished(job, 1, date, any -> true, run -> hasEnd(run, input))
        .records()
        .stream()
        .findFirst()
        .flatMap(run -> slice(run, input));
  }

  /** The slice of the next published date, which this one must not reach into. */
  Optional<Slice> next(String input) {
    return ledger
        .lastPublished(
            job,
            Integer.MAX_VALUE,
            NEVER,
            other -> other.compareTo(date) > 0,
            run -> slice(run, input).isPresent())
        .records()
        .stream()
        .min(Comparator.comparing(run -> run.start().logicalDate()))
        .flatMap(run -> slice(run, input));
  }

  /**
   * The published run that has read the same rows as a run that was kept back, which therefore must
   * not be published any more.
   */
  public Optional<RunRecord> overtaking(RunRecord kept) {
    List<InputVersion> sliced =
        kept.inputs().stream()
            .map(RunRecord.InputRecord::version)
            .filter(version -> version.slice().filter(slice -> !slice.isEmpty()).isPresent())
            .toList();
    return sliced.isEmpty()
        ? Optional.empty()
        : ledger.lastPublished(job, Integer.MAX_VALUE, NEVER).records().stream()
            .filter(run -> sliced.stream().anyMatch(version -> beginsAlike(run, version)))
            .findFirst();
  }

  /** Two slices that begin at one mark overlap; nothing begins in the midst of one. */
  private static boolean beginsAlike(RunRecord run, InputVersion kept) {
    return slice(run, kept.name())
        .filter(slice -> !slice.isEmpty())
        .map(Slice::after)
        .equals(kept.slice().map(Slice::after));
  }

  private static boolean hasEnd(RunRecord run, String input) {
    return slice(run, input).flatMap(Slice::upTo).isPresent();
  }

  private static Optional<Slice> slice(RunRecord run, String input) {
    return run.inputs().stream()
        .map(RunRecord.InputRecord::version)
        .filter(version -> version.name().equals(input))
        .flatMap(version -> version.slice().stream())
        .findFirst();
  }
}
