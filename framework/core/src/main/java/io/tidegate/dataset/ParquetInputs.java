package io.tidegate.dataset;

import io.tidegate.interop.Scala;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.hadoop.Footer;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetOptions;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.StructType;

/** Parquet files: counted from their footers, read by Spark's own scan. */
final class ParquetInputs {

  private final FileSource source;
  private final PinnedScan scan;

  ParquetInputs(FileSource source) {
    this.source = source;
    this.scan = source.scan(source.config().options());
  }

  Input resolve() {
    try {
      return read();
    } catch (UnreadableException e) {
      return source.resolution().unreadable(source.contract(), e.lines());
    }
  }

  private Input read() throws UnreadableException {
    // Spark skips files without bytes as well.
    var files = source.files().stream().filter(file -> file.getLen() > 0).toList();
    var footers = new ParquetFooters(source.spark().sessionState().newHadoopConf()).read(files);
    Footer first =
        footers.first().orElseThrow(() -> new UnreadableException(List.of("every file is empty")));
    var format = new ParquetFileFormat();
    StructType data = merges() ? merged(format, files) : schema(first);
    var rows = scan.rows(format, files, data, source.partitions(scan));
    var contract = source.contract();
    contract.requireDistinct(List.of(rows.columns()));
    var resolution = source.resolution();
    return resolution.readable(
        contract.columns().renamed(rows),
        new KnownRows(resolution.checks(), OptionalLong.of(footers.rows()), ""),
        contract.outcome(contract.differences(rows.schema())));
  }

  private boolean merges() {
    var options = Scala.map(source.config().options());
    return new ParquetOptions(options, source.spark().sessionState().conf()).mergeSchema();
  }

  private StructType merged(ParquetFileFormat format, List<FileStatus> files) {
    return scan.infer(format, files).getOrElse(StructType::new);
  }

  /** As Spark would infer it, without the job that it reads one footer with. */
  private StructType schema(Footer first) {
    var conf = source.spark().sessionState().conf();
    return ParquetFileFormat.readSchemaFromFooter(first, new ParquetToSparkSchemaConverter(conf));
  }
}
