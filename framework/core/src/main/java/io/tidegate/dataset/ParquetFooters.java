package io.tidegate.dataset;

import io.tidegate.problem.TransientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Row counts from the footers of Parquet files; no data page is read. */
final class ParquetFooters {

  private final Configuration hadoop;

  ParquetFooters(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  private record Footer(long rows, String broken) {}

  /**
   * The rows of all files together.
   *
   * @throws UnreadableException naming each file that is not Parquet
   * @throws TransientException when a file cannot be opened
   */
  long rows(List<FileStatus> files) throws UnreadableException {
    List<String> broken = new ArrayList<>();
    long rows = 0;
    for (var footer : Parallel.map(files, this::read)) {
      rows += footer.rows();
      if (!footer.broken().isEmpty()) {
        broken.add(footer.broken());
      }
    }
    if (!broken.isEmpty()) {
      throw new UnreadableException(broken);
    }
    return rows;
  }

  private Footer read(FileStatus file) {
    if (file.getLen() == 0) {
      // Spark skips files without bytes as well.
      return new Footer(0, "");
    }
    try (var reader = ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop))) {
      return new Footer(reader.getRecordCount(), "");
    } catch (IOException e) {
      throw new TransientException("reading the footer of " + file.getPath() + " failed", e);
    } catch (RuntimeException e) {
      // Parquet's way to say that the bytes are not Parquet's.
      return new Footer(0, file.getPath() + ": not a readable Parquet file");
    }
  }
}
