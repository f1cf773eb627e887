package io.tidegate.publish.delta;

import io.tidegate.interop.Scala;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.files.TahoeBatchFileIndex;
import scala.collection.Seq;

/**
 * Delta's index of a given list of files, which makes a Dataset of the list and filters that by a
 * job of Spark's even where there is nothing to filter by.
 */
final class StagedFileIndex extends TahoeBatchFileIndex {

  StagedFileIndex(SparkSession spark, StagedSnapshot snapshot, List<AddFile> files) {
    super(
        spark,
        "batch",
        Scala.seq(files),
        snapshot.deltaLog(),
        snapshot.deltaLog().dataPath(),
        snapshot,
        false);
  }

  @Override
  public Seq<AddFile> matchingFiles(Seq<Expression> partitionFilters, Seq<Expression> dataFilters) {
    return partitionFilters.isEmpty()
        ? addFiles()
        : super.matchingFiles(partitionFilters, dataFilters);
  }
}
