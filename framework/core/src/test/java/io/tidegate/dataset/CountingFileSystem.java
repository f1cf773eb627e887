package io.tidegate.dataset;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.SparkSession;

/**
 * The local file system under the scheme {@code counting}, which counts how often each file is
 * opened for reading: {@code counting:/tmp/x.csv} is {@code /tmp/x.csv}.
 *
 * <p>Hadoop makes the instances, one for each user and configuration, so the counts are the
 * class's. Tests use directories of their own and ask for those.
 */
public final class CountingFileSystem extends RawLocalFileSystem {

  private static final URI ROOT = URI.create("counting:///");

  private static final ConcurrentHashMap<String, Integer> OPENED = new ConcurrentHashMap<>();

  /** Makes the scheme known to the session. */
  public static void register(SparkSession spark) {
    spark
        .sparkContext()
        .hadoopConfiguration()
        .set("fs.counting.impl", CountingFileSystem.class.getName());
  }

  /** The path of a local file or directory through this file system. */
  public static String path(java.nio.file.Path local) {
    return "counting:" + local.toAbsolutePath();
  }

  /** How often each file below the directory was opened since the last {@link #forget}. */
  public static Map<java.nio.file.Path, Integer> opened(java.nio.file.Path directory) {
    Map<java.nio.file.Path, Integer> found = new TreeMap<>();
    OPENED.forEach(
        (file, times) -> {
          var path = java.nio.file.Path.of(file);
          if (path.startsWith(directory.toAbsolutePath())) {
            found.put(directory.toAbsolutePath().relativize(path), times);
          }
        });
    return found;
  }

  /** How many bytes were read through this file system, of whatever file, since the JVM began. */
  public static long bytesRead() {
    return FileSystem.getStatistics("counting", CountingFileSystem.class).getBytesRead();
  }

  /** Starts the counts of the files below the directory anew. */
  public static void forget(java.nio.file.Path directory) {
    OPENED.keySet().removeIf(file -> java.nio.file.Path.of(file).startsWith(directory));
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public String getScheme() {
    return "counting";
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    OPENED.merge(path.toUri().getPath(), 1, Integer::sum);
    return super.open(path, bufferSize);
  }
}
