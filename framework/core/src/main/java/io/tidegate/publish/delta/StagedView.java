package io.tidegate.publish.delta;

import io.tidegate.publish.StagedOutput;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Protocol;
import scala.Option;

/**
 * The staged rows alone, without the table's.
 *
 * @param files those that the staging wrote
 */
record StagedView(StagedSnapshot snapshot, List<AddFile> files) {

  static StagedView of(TableLog table, StagedOutput staged) {
    var manifest = Manifest.read(staged.actions(), staged.stagedAt());
    var own = staged.files().stream().map(StagedOutput.File::path).toList();
    List<AddFile> files =
        manifest.all(AddFile.class).stream()
            .filter(file -> own.contains(file.absolutePath(table.log()).toUri().toString()))
            .toList();
    var snapshot =
        new StagedSnapshot(
            table.log(),
            staged.baseVersion(),
            manifest.all(Metadata.class).stream()
                .findFirst()
                .orElseGet(() -> table.base(staged.baseVersion()).metadata()),
            manifest.all(Protocol.class).stream()
                .findFirst()
                .orElseGet(() -> table.base(staged.baseVersion()).protocol()));
    return new StagedView(snapshot, files);
  }

  Dataset<Row> rows(SparkSession spark) {
    var index = new StagedFileIndex(spark, snapshot, files);
    return spark.baseRelationToDataFrame(
        snapshot
            .deltaLog()
            .buildHadoopFsRelationWithFileIndex(snapshot, index, Option.empty(), true));
  }
}
