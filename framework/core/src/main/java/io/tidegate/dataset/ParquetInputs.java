package io.tidegate.dataset;

import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
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
    var footers = new ParquetFooters(source.spark().sessionState().newHadoopConf());
    long count = footers.rows(source.files());
    var files = source.files().stream().filter(file -> file.getLen() > 0).toList();
    if (files.isEmpty()) {
      throw new UnreadableException(List.of("every file is empty"));
    }
    var format = new ParquetFileFormat();
    StructType data = scan.infer(format, files).getOrElse(StructType::new);
    var rows = scan.rows(format, files, data, source.partitions(scan));
    var contract = source.contract();
    contract.requireDistinct(List.of(rows.columns()));
    var resolution = source.resolution();
    return resolution.readable(
        contract.columns().renamed(rows),
        new KnownRows(resolution.checks(), OptionalLong.of(count), ""),
        contract.outcome(contract.differences(rows.schema())));
  }
}
