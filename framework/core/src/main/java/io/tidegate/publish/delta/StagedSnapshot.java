package io.tidegate.publish.delta;

import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.SnapshotDescriptor;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Protocol;
import scala.Option;

/** The table as it would be after the commit, as far as Delta's reader asks. */
record StagedSnapshot(DeltaLog deltaLog, long version, Metadata metadata, Protocol protocol)
    implements SnapshotDescriptor {

  @Override
  public Option<Object> numOfFilesIfKnown() {
    return Option.empty();
  }

  @Override
  public Option<Object> sizeInBytesIfKnown() {
    return Option.empty();
  }
}
