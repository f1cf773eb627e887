package io.tidegate.dataset;

import io.tidegate.problem.TransientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.hadoop.Footer;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** What the footers of Parquet files say; no data page is read. */
final class ParquetFooters {

  private final Configuration hadoop;

  ParquetFooters(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * @param rows of all files together
   * @param first of the first file, where Spark, too, takes the schema from; empty without files
   */
  record Found(long rows, Optional<Footer> first) {}

  private record Answer(long rows, Optional<Footer> kept, String broken) {}

  /**
   * Opens each file once.
   *
   * @param files that have bytes
   * @throws UnreadableException naming each file that is not Parquet
   * @throws TransientException when a file cannot be opened
   */
  Found read(List<FileStatus> files) throws UnreadableException {
    List<String> broken = new ArrayList<>();
    Optional<Footer> first = Optional.empty();
    long rows = 0;
    for (var answer : Parallel.map(files, file -> read(file, file == files.get(0)))) {
      rows += answer.rows();
      first = first.or(answer::kept);
      if (!answer.broken().isEmpty()) {
        broken.add(answer.broken());
      }
    }
    if (!broken.isEmpty()) {
      throw new UnreadableException(broken);
    }
    return new Found(rows, first);
  }

  /** A footer lists every row group; of thousands of files one is kept. */
  private Answer read(FileStatus file, boolean keep) {
    try (var reader = ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop))) {
      Optional<Footer> kept =
          keep ? Optional.of(new Footer(file.getPath(), reader.getFooter())) : Optional.empty();
      return new Answer(reader.getRecordCount(), kept, "");
    } catch (IOException e) {
      throw new TransientException("reading the footer of " + file.getPath() + " failed", e);
    } catch (RuntimeException e) {
      // Parquet's way to say that the bytes are not Parquet's.
      return new Answer(0, Optional.empty(), file.getPath() + ": not a readable Parquet file");
    }
  }
}
