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
 * @param format {@code delta}, {@code parquet}, {@code json}, {@code csv}, {@code avro} or {@code
 *     jdbc}
 * @param deltaVersion the table's version; empty for files
 * @param files the files that were read, sorted by path; empty for Delta
 * @param modified when the newest data was written
 * @param bytes the sum of the files' sizes; 0 for a database
 * @param slice the part of a database's table that was read, where a watermark divides it
 */
public record InputVersion(
    String name,
    String path,
    String format,
    OptionalLong deltaVersion,
    List<File> files,
    Instant modified,
    long bytes,
    Optional<Slice> slice) {

  /** All of it. */
  public InputVersion(
      String name,
      String path,
      String format,
      OptionalLong deltaVersion,
      List<File> files,
      Instant modified,
      long bytes) {
    this(name, path, format, deltaVersion, files, modified, bytes, Optional.empty());
  }

  /**
   * The rows after one mark up to another.
   *
   * @param column whose values grow
   * @param after exclusive; empty for the beginning
   * @param upTo the end; empty when there was not a single row to find one by
   */
  public record Slice(String column, Optional<Mark> after, Optional<Mark> upTo) {

    /** Whether it has no rows, now or later. */
    public boolean isEmpty() {
      return after.equals(upTo);
    }

    /** {@code updated_at after A up to B}. */
    @Override
    public String toString() {
      return isEmpty()
          ? "nothing after " + mark(after)
          : "%s after %s up to %s".formatted(column, mark(after), mark(upTo));
    }

    private static String mark(Optional<Mark> mark) {
      return mark.map(Mark::toString).orElse("the beginning");
    }
  }

  /**
   * A place among a table's rows, as the database writes it.
   *
   * @param value the watermark column's
   * @param tie the tie breaker's; with it the mark is a row, and without it all rows of the value
   */
  public record Mark(String value, Optional<String> tie) {

    @Override
    public String toString() {
      return value + tie.map(by -> ", " + by).orElse("");
    }
  }

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
