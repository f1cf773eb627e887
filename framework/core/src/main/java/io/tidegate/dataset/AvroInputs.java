package io.tidegate.dataset;

import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.v2.FileDataSourceV2;
import org.apache.spark.sql.types.StructType;

/**
 * Avro files, counted as they are read. Their reader is a module of Spark's that is not in every
 * installation, so it is looked up by name.
 */
final class AvroInputs {

  private final FileSource source;
  private final PinnedScan scan;
  private final String reader;

  /**
   * @param reader Spark's name of it
   */
  AvroInputs(FileSource source, String reader) {
    this.source = source;
    this.scan = source.scan(source.config().options());
    this.reader = reader;
  }

  /**
   * @throws UserException when Spark has no such reader
   */
  Input resolve() {
    var counts = new ScanCounts();
    source.spark().sparkContext().register(counts);
    var format = CountingFormat.ofTyped(sparks(source.spark()), reader, counts);
    try {
      return read(format, counts);
    } catch (UnreadableException e) {
      return source.resolution().unreadable(source.contract(), e.lines());
    }
  }

  private Input read(CountingFormat format, ScanCounts counts) throws UnreadableException {
    // Spark skips files without bytes as well.
    var files = source.files().stream().filter(file -> file.getLen() > 0).toList();
    var contract = source.contract();
    var rows = scan.rows(format, files, schema(format, files), source.partitions(scan));
    contract.requireDistinct(List.of(rows.columns()));
    var resolution = source.resolution();
    return resolution.readable(
        contract.columns().renamed(rows),
        new ScannedRows(resolution.checks(), List.of(), FileSource.lengths(files), counts),
        contract.outcome(contract.differences(rows.schema())));
  }

  private StructType schema(CountingFormat format, List<FileStatus> files)
      throws UnreadableException {
    if (files.isEmpty()) {
      throw new UnreadableException(List.of("every file is empty"));
    }
    try {
      return scan.infer(format, files).getOrElse(StructType::new);
    } catch (Exception e) { // Avro's may be a checked one that no signature names.
      throw new UnreadableException(List.of(DeclaredSchema.firstLine(e)));
    }
  }

  private FileFormat sparks(SparkSession spark) {
    Class<?> found = lookedUp(spark);
    try {
      Object instance = found.getDeclaredConstructor().newInstance();
      return instance instanceof FileDataSourceV2 newer
          ? newer.fallbackFileFormat().getDeclaredConstructor().newInstance()
          : (FileFormat) instance;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Spark's reader of " + reader + " cannot be made", e);
    }
  }

  private Class<?> lookedUp(SparkSession spark) {
    try {
      return DataSource.lookupDataSource(reader, spark.sessionState().conf());
    } catch (Exception e) { // Spark's is a checked one that no signature names.
      var missing =
          new UserException(
              Problem.at(
                  Place.key(source.config().name() + ".format"),
                  "this Spark has no reader of " + reader,
                  "start it with --packages org.apache.spark:spark-avro_2.12:" + spark.version()));
      missing.initCause(e);
      throw missing;
    }
  }
}
