package io.tidegate.cli;

import io.tidegate.config.ConfSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Confs and rule files on every file system that Hadoop knows: a driver on a cluster is given the
 * conf's URI. Local files and those of the class path are read without Hadoop.
 */
final class RemoteConfs implements ConfSource {

  /** As much as of a local one. */
  private static final int MAX_BYTES = 1 << 20;

  private final ConfSource local = ConfSource.local();

  @Override
  public Optional<String> read(String location) throws IOException {
    if (location.startsWith("/") || location.startsWith("classpath:")) {
      return local.read(location);
    }
    try {
      return Remote.read(location);
    } catch (NoClassDefFoundError e) {
      throw new IOException("cannot be read: that needs Hadoop, which is not on the class path", e);
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new IOException("cannot be read: " + e.getMessage(), e);
    }
  }

  /** Apart, so that commands without Hadoop can load the class around it. */
  private static final class Remote {
    static Optional<String> read(String location) throws IOException {
      var path = new Path(location);
      try (var in = path.getFileSystem(new Configuration()).open(path)) {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw new IOException("is larger than 1 MiB");
        }
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
      } catch (FileNotFoundException e) {
        return Optional.empty();
      }
    }
  }
}
