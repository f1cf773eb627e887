package io.tidegate.dataset;

import io.tidegate.dataset.RejectedReader.WholeFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of an input that are left out, found by reading again the files that have some. The pass
 * that counts them keeps none: it would have to carry them from the tasks to the driver.
 */
final class RejectedRows {

  static final StructType SCHEMA =
      StructType.fromDDL("file STRING, line BIGINT, text STRING, reason STRING");

  private final SparkSession spark;
  private final List<Part> parts = new ArrayList<>();

  private record Part(List<FileStatus> files, RejectedReader reader) {}

  RejectedRows(SparkSession spark) {
    this.spark = spark;
  }

  /** Adds files that are read in one way. */
  void add(List<FileStatus> files, RejectedReader reader) {
    parts.add(new Part(files, reader));
  }

  /**
   * @param paths the Hadoop paths of the files that have such rows
   * @return empty when no file is among them
   */
  Optional<Dataset<Row>> of(Set<String> paths) {
    return parts.stream()
        .map(part -> new Part(among(paths, part.files()), part.reader()))
        .filter(part -> !part.files().isEmpty())
        .map(this::read)
        .reduce(Dataset::union);
  }

  private static List<FileStatus> among(Set<String> paths, List<FileStatus> files) {
    return files.stream().filter(file -> paths.contains(file.getPath().toString())).toList();
  }

  private Dataset<Row> read(Part part) {
    List<WholeFile> files = part.files().stream().map(WholeFile::of).toList();
    var rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(files, files.size())
            .flatMap(part.reader());
    return spark.createDataFrame(rows, SCHEMA);
  }
}
