package io.tidegate.publish.delta;

import io.tidegate.publish.ConflictException;
import io.tidegate.publish.StagedOutput;
import java.util.List;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Protocol;

/**
 * Rows that were staged for a new table which another run has created meanwhile, as when the days
 * of a new table are computed side by side. They are published to that table if it is the one that
 * they would have created, and if it holds nothing that they replace.
 */
record CreatedSince(TableLog table, StagedOutput staged, Snapshot now) {

  /**
   * The staged actions without those that create the table.
   *
   * @throws ConflictException when the table is not the one that they would have created
   */
  Manifest join(Manifest manifest) {
    for (Metadata wanted : manifest.all(Metadata.class)) {
      if (!isSameTable(wanted, now.metadata())) {
        throw conflict("the table was created since, with another schema or other properties");
      }
    }
    return new Manifest(
        manifest.predicate(),
        manifest.actions().stream()
            .filter(action -> !(action instanceof Metadata) && !(action instanceof Protocol))
            .toList());
  }

  /**
   * @param replaced the table's files that the write replaces; none was there when it was staged
   * @throws ConflictException when there are any
   */
  void requireNone(List<AddFile> replaced) {
    if (!replaced.isEmpty()) {
      throw conflict("the table was created since, and holds what they replace");
    }
  }

  private ConflictException conflict(String reason) {
    return ConflictException.changed(staged, new CommitHistory(table).since(-1), reason);
  }

  private static boolean isSameTable(Metadata wanted, Metadata present) {
    return wanted.schema().equals(present.schema())
        && wanted.partitionColumns().equals(present.partitionColumns())
        && wanted.configuration().equals(present.configuration());
  }
}
