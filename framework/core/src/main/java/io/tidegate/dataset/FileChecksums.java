package io.tidegate.dataset;

import io.tidegate.problem.TransientException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * Checksums of files' contents: the store's own where it has one, else one that is taken here, of
 * files that are not too large to be read for it.
 */
final class FileChecksums {

  private static final long LARGEST = 64L << 20;
  private static final int BUFFER = 1 << 16;

  private final Configuration hadoop;

  FileChecksums(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** By Hadoop path; files that have none are not in it. */
  Map<String, String> of(List<FileStatus> files) {
    var sums = Parallel.map(files, this::of);
    return IntStream.range(0, files.size())
        .filter(i -> sums.get(i).isPresent())
        .boxed()
        .collect(
            Collectors.toMap(
                i -> files.get(i).getPath().toString(), i -> sums.get(i).orElseThrow()));
  }

  private Optional<String> of(FileStatus file) {
    try {
      var path = file.getPath();
      var own = path.getFileSystem(hadoop).getFileChecksum(path);
      if (own != null) {
        return Optional.of(own.toString());
      }
      return file.getLen() <= LARGEST ? Optional.of(taken(file)) : Optional.empty();
    } catch (IOException e) {
      throw new TransientException("taking the checksum of " + file.getPath() + " failed", e);
    }
  }

  private String taken(FileStatus file) throws IOException {
    var sum = new CRC32C();
    var buffer = new byte[BUFFER];
    try (var in = file.getPath().getFileSystem(hadoop).open(file.getPath())) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sum.update(buffer, 0, read);
      }
    }
    return String.format("CRC32C:%08x", sum.getValue());
  }
}
