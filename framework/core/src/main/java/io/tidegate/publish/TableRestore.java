package io.tidegate.publish;

import io.delta.tables.DeltaTable;
import io.tidegate.problem.UserException;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.math.BigInt;

/** A table's earlier versions, and Delta's RESTORE, through its public interface. */
public final class TableRestore {

  private static final String USER_METADATA = "spark.databricks.delta.commitInfo.userMetadata";

  /** It would restore what is left of a version instead of refusing. */
  private static final String IGNORE_MISSING = "spark.sql.files.ignoreMissingFiles";

  private final SparkSession spark;
  private final String path;

  public TableRestore(SparkSession spark, String path) {
    this.spark = spark;
    this.path = path;
  }

  /**
   * See {@link Publisher#restore}.
   *
   * @param history the table's
   */
  public Published to(long version, CommitNote note, Supplier<List<Commit>> history) {
    SparkSession own = spark.newSession();
    own.conf().set(USER_METADATA, note.toJson());
    own.conf().set(IGNORE_MISSING, false);
    try {
      var unused =
          ActiveSession.during(
              own, () -> DeltaTable.forPath(own, path).restoreToVersion(version).collect());
    } catch (Exception e) { // Delta's may be a checked one that no signature names.
      throw translated(version, e);
    }
    return history.get().stream()
        .filter(commit -> commit.note().filter(n -> n.runId().equals(note.runId())).isPresent())
        .findFirst()
        .flatMap(Commit::published)
        .orElseThrow();
  }

  /** See {@link Publisher#size}. */
  public TableSize size(long version) {
    try {
      Dataset<Row> rows = StagedConflicts.at(spark, path, version);
      // Of Delta's files the log has the sizes, and the optimizer adds them up.
      BigInt bytes = rows.queryExecution().optimizedPlan().stats().sizeInBytes();
      return new TableSize(rows.count(), bytes.longValue());
    } catch (Exception e) { // Delta's may be a checked one that no signature names.
      throw translated(version, e);
    }
  }

  private RuntimeException translated(long version, Exception e) {
    String what = "version %d of %s".formatted(version, path);
    if (e instanceof ConcurrentModificationException) {
      return new ConflictException(
          what + " was not restored: somebody else committed to the table at the same time", e);
    }
    if (e instanceof IllegalArgumentException) {
      return mistake("files of " + what + " are gone: VACUUM has removed them", e);
    }
    if (e instanceof AnalysisException) {
      return mistake(what + " cannot be read: " + firstLine(e), e);
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }

  private static UserException mistake(String message, Exception cause) {
    var mistake = new UserException(message, "'DESCRIBE HISTORY' lists the table's versions");
    mistake.initCause(cause);
    return mistake;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
