package io.tidegate.run;

import io.tidegate.lineage.provenance.Impact;
import io.tidegate.lineage.provenance.KnownTable;
import io.tidegate.lineage.provenance.RerunPlan;
import io.tidegate.publish.Commit;
import io.tidegate.publish.CommitNote;
import io.tidegate.publish.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a restore did, or would do.
 *
 * @param path a full URI
 * @param to the version that the table is, or would be, again
 * @param version the one that the restore made; empty when it was not done
 * @param runId of the restore; empty when it was not done
 * @param undone the versions that are taken away, newest first
 * @param broughtBack versions that an earlier restore had taken away, newest first
 * @param impact what was made of the versions that are taken away
 * @param rerun the undone runs and those that used what they made
 */
public record RestoreReport(
    String dataset,
    String path,
    long to,
    OptionalLong version,
    Optional<String> runId,
    List<Change> undone,
    List<Change> broughtBack,
    Impact impact,
    RerunPlan rerun) {

  /**
   * A version of the table.
   *
   * @param operation Delta's name for what made it
   * @param runId empty, as is what follows, for a version that another program made
   */
  public record Change(
      long version,
      Instant at,
      String operation,
      Optional<String> runId,
      Optional<String> job,
      Optional<String> logicalDate) {

    private static Change of(Commit commit) {
      return new Change(
          commit.version(),
          commit.at(),
          commit.operation(),
          commit.note().map(CommitNote::runId),
          commit.note().map(CommitNote::job),
          commit.note().map(CommitNote::logicalDate));
    }
  }

  /** Versions that a restore takes away, and such that it brings back; newest first. */
  record Changes(List<Change> undone, List<Change> broughtBack) {}

  /**
   * @param history newest first
   * @param restore the version that the restore made
   */
  static Changes changes(List<Commit> history, long restore) {
    long to =
        history.stream()
            .filter(commit -> commit.version() == restore)
            .findFirst()
            .flatMap(commit -> commit.restored().stream().boxed().findFirst())
            .orElseThrow();
    return between(history.stream().filter(commit -> commit.version() < restore).toList(), to);
  }

  /**
   * @param before the history without the restore
   */
  private static Changes between(List<Commit> before, long to) {
    List<Commit> had = Commit.live(before);
    List<Commit> has =
        Commit.live(before.stream().filter(commit -> commit.version() <= to).toList());
    return new Changes(without(had, has), without(has, had));
  }

  private static List<Change> without(List<Commit> some, List<Commit> others) {
    var rest = new ArrayList<>(some);
    rest.removeAll(others);
    return rest.stream().map(Change::of).toList();
  }

  /**
   * @param published empty when it was not done
   * @param history the table's, newest first
   */
  static RestoreReport of(
      KnownTable table, long to, Optional<Published> published, List<Commit> history) {
    Changes changes =
        published
            .map(done -> changes(history, done.version()))
            .orElseGet(() -> between(history, to));
    List<Long> undone = changes.undone().stream().map(Change::version).toList();
    return new RestoreReport(
        table.dataset(),
        table.path(),
        to,
        published.map(done -> OptionalLong.of(done.version())).orElse(OptionalLong.empty()),
        published.map(Published::runId),
        changes.undone(),
        changes.broughtBack(),
        table.impact(undone),
        table.rerun(undone));
  }
}
