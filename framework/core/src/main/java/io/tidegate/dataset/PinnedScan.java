package io.tidegate.dataset;

import io.tidegate.interop.Scala;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.InMemoryFileIndex;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * A scan of exactly the files that were listed: the relation that {@code spark.read} would build,
 * built from a listing. Everything that touches Spark's file source classes is here and in {@link
 * CountingFormat}.
 */
final class PinnedScan {

  private final SparkSession spark;
  private final Path root;
  private final Map<String, String> options;

  /**
   * @param options of the reader; {@code basePath} is the root unless it is among them
   */
  PinnedScan(SparkSession spark, Path root, Map<String, String> options) {
    this.spark = spark;
    this.root = root;
    this.options = withOwn(options, root);
  }

  private static Map<String, String> withOwn(Map<String, String> options, Path root) {
    Map<String, String> all = new LinkedHashMap<>(options);
    if (options.keySet().stream().noneMatch("basePath"::equalsIgnoreCase)) {
      all.put("basePath", root.toString());
    }
    // Left on, either of these would drop rows without a word.
    all.put("ignoreMissingFiles", "false");
    all.put("ignoreCorruptFiles", "false");
    return all;
  }

  /**
   * The columns that the directories' names give, and the files that are in no such directory
   * although others are.
   */
  record Partitions(StructType columns, List<Path> outside) {}

  /**
   * @param declared the types to read directory values as, where it names their columns
   */
  Partitions partitions(List<FileStatus> files, Optional<StructType> declared) {
    var spec = index(files, declared).partitionSpec();
    var directories =
        Scala.list(spec.partitions()).stream().map(p -> p.path()).collect(Collectors.toSet());
    List<Path> outside =
        directories.isEmpty()
            ? List.of()
            : files.stream()
                .map(FileStatus::getPath)
                .filter(file -> !directories.contains(file.getParent()))
                .toList();
    return new Partitions(spec.partitionColumns(), outside);
  }

  Option<StructType> infer(FileFormat format, List<FileStatus> files) {
    return format.inferSchema(spark, Scala.map(options), Scala.seq(files));
  }

  Dataset<Row> rows(
      FileFormat format, List<FileStatus> files, StructType data, StructType partitions) {
    var index = index(files, Optional.of(partitions));
    return spark.baseRelationToDataFrame(
        new HadoopFsRelation(
            index,
            index.partitionSchema(),
            data.asNullable(),
            Option.empty(),
            format,
            Scala.map(options),
            spark));
  }

  private InMemoryFileIndex index(List<FileStatus> files, Optional<StructType> types) {
    Map<Path, FileStatus> byPath = new LinkedHashMap<>();
    files.forEach(file -> byPath.put(file.getPath(), file));
    return new InMemoryFileIndex(
        spark,
        Scala.seq(List.copyOf(byPath.keySet())),
        Scala.map(options),
        Option.apply(types.orElse(null)),
        new PinnedCache(byPath),
        Option.empty(),
        Option.empty());
  }
}
