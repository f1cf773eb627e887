package io.tidegate.publish.delta;

import io.tidegate.publish.ActiveSession;
import io.tidegate.publish.ConflictException;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;

/** A table's Delta log, and its snapshots. Delta keeps the log object; nothing is to be closed. */
record TableLog(SparkSession spark, String path, DeltaLog log) {

  static TableLog of(SparkSession spark, String path) {
    return new TableLog(spark, path, active(spark, () -> DeltaLog.forTable(spark, new Path(path))));
  }

  /** The newest snapshot; version -1 when there is no table. */
  Snapshot now() {
    return active(spark, () -> log.update(false, Option.empty(), Option.empty()));
  }

  /**
   * The snapshot of the version that rows were, or will be, staged against.
   *
   * @throws ConflictException when the table was created, or made anew, since, or its log does not
   *     go back that far
   */
  Snapshot base(long version) {
    Snapshot now = now();
    if (version < 0 && now.version() >= 0) {
      throw new ConflictException(
          "the table %s did not exist when the rows were staged, and is at version %d now"
              .formatted(path, now.version()));
    }
    if (version > now.version()) {
      throw new ConflictException(
          "the table %s was at version %d when the rows were staged, and is at version %d now"
              .formatted(path, version, now.version()));
    }
    return version == now.version() ? now : older(version);
  }

  private Snapshot older(long version) {
    try {
      return active(spark, () -> log.getSnapshotAt(version, Option.empty(), Option.empty()));
    } catch (Exception e) { // Delta's is a checked one that its signature does not name.
      throw new ConflictException(
          "version %d of the table %s, which the rows were staged against, is gone from its log"
              .formatted(version, path),
          e);
    }
  }

  /** As this session's settings open it: Delta takes those of the thread's active session. */
  FileSystem fileSystem() {
    return Files.fileSystem(log.dataPath(), active(log::newDeltaHadoopConf));
  }

  /** Delta asks for the thread's active session: runs the work with this one. */
  static <T> T active(SparkSession spark, Supplier<T> work) {
    return ActiveSession.during(spark, work);
  }

  <T> T active(Supplier<T> work) {
    return active(spark, work);
  }
}
