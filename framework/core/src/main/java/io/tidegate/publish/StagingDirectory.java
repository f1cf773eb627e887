package io.tidegate.publish;

import io.tidegate.problem.TransientException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Where the rows of one output of one run wait: {@code <table>__staged/<run>/<output>}, Parquet.
 * Beside the table and not in it: Delta creates no table in a directory that is not empty.
 */
record StagingDirectory(SparkSession spark, Path run, Path output) {

  private static final String SUFFIX = "__staged";

  static StagingDirectory of(SparkSession spark, String table, String runId, String key) {
    var all = ofRun(spark, table, runId);
    return new StagingDirectory(spark, all.run, new Path(all.run, key));
  }

  /** The directory of all outputs of the run. */
  static StagingDirectory ofRun(SparkSession spark, String table, String runId) {
    Path run = new Path(new Path(table).suffix(SUFFIX), runId);
    return new StagingDirectory(spark, run, run);
  }

  void write(Dataset<Row> rows) {
    rows.write().mode("overwrite").parquet(output.toString());
  }

  /** The rows, with the schema that they had when they were written. */
  Dataset<Row> read(StructType schema) {
    return spark.read().schema(schema).parquet(output.toString());
  }

  /** The files that have rows; their rows are from Parquet's footers, no column is read. */
  List<StagedOutput.File> files(StructType schema) {
    List<StagedOutput.File> files = new ArrayList<>();
    for (Row file :
        read(schema)
            .groupBy("_metadata.file_path", "_metadata.file_size")
            .count()
            .orderBy("file_path")
            .collectAsList()) {
      files.add(
          new StagedOutput.File(file.getString(0), file.getLong(1), file.getLong(2), Map.of()));
    }
    return List.copyOf(files);
  }

  boolean exists() {
    return io("look for " + output, () -> fileSystem().exists(output));
  }

  /** Removes the rows, and the directories above them that are empty then. */
  void remove() {
    io("remove " + output, () -> fileSystem().delete(output, true));
    boolean empty = true;
    for (Path directory : List.of(run, run.getParent())) {
      empty = empty && io("remove " + directory, () -> dropEmpty(directory));
    }
  }

  /** How many data files there are. */
  int count() {
    return io("list " + output, this::countFiles);
  }

  private int countFiles() throws IOException {
    int count = 0;
    try {
      var files = fileSystem().listFiles(output, true);
      while (files.hasNext()) {
        count += files.next().getPath().getName().startsWith("part-") ? 1 : 0;
      }
    } catch (FileNotFoundException e) {
      return 0;
    }
    return count;
  }

  private boolean dropEmpty(Path directory) throws IOException {
    try {
      return fileSystem().listStatus(directory).length == 0
          && fileSystem().delete(directory, false);
    } catch (FileNotFoundException e) {
      return true;
    }
  }

  private FileSystem fileSystem() throws IOException {
    return run.getFileSystem(spark.sessionState().newHadoopConf());
  }

  private interface FileWork<T> {
    T run() throws IOException;
  }

  private static <T> T io(String attempt, FileWork<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new TransientException("could not " + attempt, e);
    }
  }
}
