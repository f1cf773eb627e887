package io.tidegate.publish;

import io.tidegate.check.RowStatistics;
import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Writes rows where no reader sees them, and later makes them visible in one atomic commit or takes
 * them away. A publisher keeps nothing between calls: a {@link StagedOutput} can be committed by
 * another process.
 */
public interface Publisher {

  /** The table now; {@link TableState#ABSENT} when there is none. */
  TableState look(String path);

  /**
   * The table of an output, as its rows see it: without the columns that the database or the write
   * mode fills and the rows do not have.
   *
   * @param computed the columns of the rows
   */
  default TableState look(OutputConfig output, StructType computed) {
    return look(output.path());
  }

  /**
   * Writes the rows. Nothing is visible after it, and nothing of the table has changed. When it
   * throws, it has removed what it wrote, but for files of tasks that were still running, which
   * {@link #sweep} finds.
   *
   * @throws io.tidegate.problem.UserException when the rows' columns do not fit the table or the
   *     output
   * @throws BrokenConstraintException when a row breaks a promise of the table
   * @throws ConflictException when the table is not what {@code base} says any more
   */
  StagedOutput stage(StageRequest request);

  /** The staged rows, read back from the staged files alone; until they are published. */
  Dataset<Row> read(StagedOutput staged);

  /**
   * The columns of which {@link #statistics} will tell, if rows of this schema are staged. A guess:
   * what is not told then has to be counted in the staged rows.
   */
  default Set<String> counted(OutputConfig output, TableState base, StructType schema) {
    return Set.of();
  }

  /**
   * The staged rows outlive a crash of whatever holds them from now on: they wait for a person.
   * Before it they need only last until the run that staged them commits them.
   *
   * @throws ConflictException when some of them are gone
   */
  default void keep(StagedOutput staged) {
    // Files do anyway.
  }

  /** What the staged files' own statistics say of the staged rows. */
  default RowStatistics statistics(StagedOutput staged) {
    return RowStatistics.none(staged.rows());
  }

  /**
   * Publishes. Atomic: a reader sees the version before or the version after. Calling it again for
   * the same run finds the first call's commit and returns it.
   *
   * @throws ConflictException when what was published since {@code baseVersion} cannot be merged
   *     with this commit, or another run published the same (job, logical date) meanwhile
   */
  Published commit(StagedOutput staged, CommitStamp stamp);

  /**
   * Removes the staged files. Calling it again, or for files that are gone, does nothing.
   *
   * @throws io.tidegate.problem.UserException when they are published: they are the table's now
   */
  void discard(StagedOutput staged);

  /** The commit of this run in the table's history, if there is one. */
  Optional<Published> findRun(String path, String runId);

  /**
   * The newest publish of this (job, logical date) to the table, if there ever was one; without
   * those that {@link #restore} took away.
   */
  Optional<Prior> find(String path, String job, LogicalDate logicalDate);

  /**
   * The table's commits, newest first, as far back as its log goes; none when there is no table.
   */
  List<Commit> history(String path);

  /**
   * Of one version of the table.
   *
   * @throws io.tidegate.problem.UserException when the table's log does not go back that far
   */
  TableSize size(String path, long version);

  /**
   * Makes the table what it was at an earlier version, schema and properties included, as one more
   * commit. Atomic. What was committed between the two stays in the history, to be restored in turn
   * as long as its files are there.
   *
   * @param version before the table's newest
   * @throws io.tidegate.problem.UserException when the table's log or files do not go back that far
   * @throws ConflictException when somebody else commits meanwhile
   */
  Published restore(String path, long version, CommitNote note);

  /**
   * What the table holds under each value of a partition column, sorted by the value; an empty
   * partition is none.
   *
   * @throws io.tidegate.problem.UserException when the table has no such column
   */
  List<TablePartition> partitions(String path, String column);

  /**
   * Deletes whole partitions in one commit; no file is written. Atomic. The files stay until {@link
   * #vacuum}, for whoever reads an earlier version.
   *
   * @param values of the column, as {@link #partitions} tells them
   * @return the commit; empty when there were no such partitions any more
   * @throws ConflictException when somebody else commits to the partitions meanwhile
   * @throws io.tidegate.problem.UserException when the table lets nothing be deleted
   */
  Optional<Published> deletePartitions(
      String path, String column, Collection<String> values, CommitNote note);

  /**
   * How many files {@link #vacuum} would remove.
   *
   * @throws io.tidegate.problem.UserException when the table promises to keep them for longer
   */
  long unused(String path, Duration keep);

  /**
   * Removes what lies in the table's directory, belongs to no version that is younger than the time
   * and is itself older: what runs have staged there counts as much as what versions have dropped.
   *
   * @throws io.tidegate.problem.UserException when the table promises to keep files for longer
   */
  void vacuum(String path, Duration keep, CommitNote note);

  /**
   * Removes every file that a run wrote into the table's directory and did not publish, whether or
   * not a {@link StagedOutput} tells of it: what a run leaves that is killed while it stages. What
   * is published stays.
   *
   * @return how many data files were removed
   */
  int sweep(String path, String runId);

  /**
   * An earlier publish of a (job, logical date).
   *
   * @param at when it was committed
   * @param commit empty when the table's log no longer has the commit, though the table remembers
   *     that it was made
   */
  record Prior(Instant at, Optional<Published> commit) {}
}
