package io.tidegate.publish;

import io.tidegate.config.LogicalDate;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes rows where no reader sees them, and later makes them visible in one atomic commit or takes
 * them away. A publisher keeps nothing between calls: a {@link StagedOutput} can be committed by
 * another process.
 */
public interface Publisher {

  /** The table now; {@link TableState#ABSENT} when there is none. */
  TableState look(String path);

  /**
   * Writes the rows. Nothing is visible after it, and nothing of the table has changed. When it
   * throws, it has removed what it wrote, as far as the file system let it.
   */
  StagedOutput stage(StageRequest request);

  /** The staged rows, read back from the staged files alone. */
  Dataset<Row> read(StagedOutput staged);

  /**
   * Publishes. Atomic: a reader sees the version before or the version after. Calling it again for
   * the same run finds the first call's commit and returns it.
   *
   * @throws ConflictException when what was published since {@code baseVersion} cannot be merged
   *     with this commit, or another run published the same (job, logical date) meanwhile
   */
  Published commit(StagedOutput staged, CommitStamp stamp);

  /** Removes the staged files. Calling it again, or for files that are gone, does nothing. */
  void discard(StagedOutput staged);

  /** The commit of this run in the table's history, if there is one. */
  Optional<Published> findRun(String path, String runId);

  /** The newest commit of this (job, logical date) in the table, if it was ever published. */
  Optional<Published> find(String path, String job, LogicalDate logicalDate);
}
