package io.tidegate.publish.delta;

import io.tidegate.interop.Scala;
import io.tidegate.problem.TransientException;
import io.tidegate.publish.StagedOutput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.DeltaColumnMapping;
import org.apache.spark.sql.delta.actions.AddCDCFile;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.types.StructField;

/** The data files of one staging, as they lie in the table's directory. */
final class StagedFiles {

  /** How Hive, and Spark after it, writes a partition value that is null. */
  private static final String NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__";

  private StagedFiles() {}

  static StagedOutput.File describe(AddFile file, TableLog table, Metadata metadata) {
    return new StagedOutput.File(
        file.absolutePath(table.log()).toUri().toString(),
        file.size(),
        Scala.optional(file.numLogicalRecords()).map(rows -> (Long) rows).orElse(-1L),
        partition(file, metadata));
  }

  /** The sum of the files' rows; -1 when one of them does not say. */
  static long rows(List<StagedOutput.File> files) {
    long known = files.stream().mapToLong(StagedOutput.File::rows).filter(n -> n >= 0).count();
    return known < files.size() ? -1 : files.stream().mapToLong(StagedOutput.File::rows).sum();
  }

  /** By the columns' names; under column mapping the log has their physical names instead. */
  private static Map<String, String> partition(AddFile file, Metadata metadata) {
    var values = Scala.javaMap(file.partitionValues());
    Map<String, String> named = new TreeMap<>();
    for (StructField field : metadata.partitionSchema().fields()) {
      String value = values.get(DeltaColumnMapping.getPhysicalName(field));
      named.put(field.name(), value == null ? NULL_PARTITION : value);
    }
    return named;
  }

  /** The files that the staging wrote, and no others that its actions name. */
  static List<Path> written(TableLog table, String runId, Manifest manifest) {
    List<Path> files = new ArrayList<>();
    for (AddFile file : manifest.all(AddFile.class)) {
      files.add(file.absolutePath(table.log()));
    }
    for (AddCDCFile file : manifest.all(AddCDCFile.class)) {
      files.add(new Path(table.log().dataPath(), new Path(file.pathAsUri())));
    }
    files.removeIf(file -> !StagingCommitProtocol.isOf(runId, file.getName()));
    files.addAll(deletionVectors(table, manifest));
    return List.copyOf(files);
  }

  /** Staging makes a new vector for each file of the table that it takes rows from. */
  private static Set<Path> deletionVectors(TableLog table, Manifest manifest) {
    Set<Path> files = new HashSet<>();
    for (AddFile file : manifest.all(AddFile.class)) {
      if (file.deletionVector() != null && file.deletionVector().isOnDisk()) {
        files.add(file.deletionVector().absolutePath(table.log().dataPath()));
      }
    }
    return files;
  }

  /** Every file in the table's directory that bears the run's name. */
  static List<Path> find(TableLog table, String runId) {
    List<Path> found = new ArrayList<>();
    collect(table.fileSystem(), table.log().dataPath(), runId, found);
    return List.copyOf(found);
  }

  private static void collect(FileSystem fs, Path directory, String runId, List<Path> found) {
    for (FileStatus entry : list(fs, directory)) {
      if (entry.isDirectory() && !entry.getPath().getName().equals("_delta_log")) {
        collect(fs, entry.getPath(), runId, found);
      } else if (StagingCommitProtocol.isOf(runId, entry.getPath().getName())) {
        found.add(entry.getPath());
      }
    }
  }

  private static FileStatus[] list(FileSystem fs, Path directory) {
    try {
      return fs.listStatus(directory);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    } catch (IOException e) {
      throw new TransientException("could not list " + directory, e);
    }
  }

  /** Delta makes the log's directory while it stages for a new table: takes it away when unused. */
  static void removeEmptyTable(TableLog table) {
    if (table.now().version() < 0) {
      FileSystem fs = table.fileSystem();
      Files.drop(fs, table.log().logPath());
      Files.drop(fs, table.log().dataPath());
    }
  }
}
