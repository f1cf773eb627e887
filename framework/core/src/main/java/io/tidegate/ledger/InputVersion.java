package io.tidegate.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What exactly was read.
 *
 * @param name the key in the conf
 * @param path the table or the files' common root, as a full URI
 * @param format {@code delta}, {@code parquet}, {@code json}, {@code csv} or {@code avro}
 * @param deltaVersion the table's version; empty for files
 * @param files the files that were read, sorted by path; empty for Delta
 * @param modified when the newest data was written
 * @param bytes the sum of the files' sizes
 */
public record InputVersion(
    String name,
    String path,
    String format,
    OptionalLong deltaVersion,
    List<File> files,
    Instant modified,
    long bytes) {

  /**
   * @param checksum of the content, with the name of its kind in front; empty where nobody asked
   *     for it, and in records that were written before there was such a field
   */
  public record File(String path, long bytes, Instant modified, Optional<String> checksum) {

    public File(String path, long bytes, Instant modified) {
      this(path, bytes, modified, Optional.empty());
    }

    public File withChecksum(Optional<String> sum) {
      return new File(path, bytes, modified, sum);
    }

    /** Whether size and time are the same too; a listing has no checksum. */
    public boolean isSameFile(File other) {
      return path.equals(other.path) && bytes == other.bytes && modified.equals(other.modified);
    }
  }
}
