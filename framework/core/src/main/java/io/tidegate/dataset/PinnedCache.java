package io.tidegate.dataset;

import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.execution.datasources.FileStatusCache;
import scala.Option;

/** Answers Spark's file index from the listing, so that it never lists again. */
final class PinnedCache extends FileStatusCache {

  private final Map<Path, FileStatus> files;

  PinnedCache(Map<Path, FileStatus> files) {
    this.files = files;
  }

  @Override
  public Option<FileStatus[]> getLeafFiles(Path path) {
    FileStatus file = files.get(path);
    return file == null ? Option.empty() : Option.apply(new FileStatus[] {file});
  }

  @Override
  public void putLeafFiles(Path path, FileStatus[] found) {}

  /** Does nothing: what is pinned stays pinned, also after {@code REFRESH}. */
  @Override
  public void invalidateAll() {}
}
