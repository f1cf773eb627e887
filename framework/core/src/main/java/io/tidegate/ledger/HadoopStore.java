package io.tidegate.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.problem.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Any Hadoop file system. The {@link FileSystem} is Hadoop's shared one, so it is not closed here.
 */
final class HadoopStore implements LedgerStore {

  /** Here a file appears, whole, when its stream is closed, and a rename is a copy. */
  private static final Set<String> VISIBLE_ON_CLOSE =
      Set.of("s3", "s3a", "s3n", "gs", "oss", "cosn", "obs");

  private final FileSystem fileSystem;
  private final Path root;
  private final boolean visibleOnClose;

  HadoopStore(String root, Configuration configuration) throws IOException {
    this.root = new Path(root);
    this.fileSystem = this.root.getFileSystem(configuration);
    this.visibleOnClose = isVisibleOnClose(fileSystem.getUri().getScheme());
  }

  /** The settings are laid over Hadoop's own defaults and its files on the class path. */
  static HadoopStore open(String root, Iterable<Map.Entry<String, String>> settings)
      throws IOException {
    try {
      return new HadoopStore(root, configuration(settings));
    } catch (UnsupportedFileSystemException e) {
      throw noFileSystem(root, e);
    } catch (RuntimeException e) {
      // What Hadoop throws when the class of a scheme that it knows is not on the class path.
      throw e.getCause() instanceof ClassNotFoundException ? noFileSystem(root, e.getCause()) : e;
    }
  }

  /** A Hadoop configuration has those defaults already: to read them again takes long. */
  private static Configuration configuration(Iterable<Map.Entry<String, String>> settings) {
    if (settings instanceof Configuration complete) {
      return complete;
    }
    var configuration = new Configuration();
    settings.forEach(setting -> configuration.set(setting.getKey(), setting.getValue()));
    return configuration;
  }

  private static UserException noFileSystem(String root, Throwable why) {
    String message = why instanceof IOException ? why.getMessage() : String.valueOf(why);
    return new UserException(
        "'" + root + "' cannot be opened: " + message,
        "put the file system's jar on the class path, or correct the path");
  }

  static boolean isVisibleOnClose(String scheme) {
    return VISIBLE_ON_CLOSE.contains(scheme);
  }

  @Override
  public boolean create(String path, String text) throws IOException {
    var target = new Path(root, path);
    if (fileSystem.exists(target)) {
      return false;
    }
    return visibleOnClose ? write(target, text) : writeAndRename(target, text);
  }

  private boolean write(Path target, String text) throws IOException {
    try (var out = fileSystem.create(target, false)) {
      out.write(text.getBytes(UTF_8));
      return true;
    } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
      return false;
    }
  }

  /** HDFS and ABFS refuse to rename onto a file that exists, atomically. */
  private boolean writeAndRename(Path target, String text) throws IOException {
    var written = new Path(target.getParent(), LedgerStore.unfinishedName());
    boolean renamed = false;
    try {
      try (var out = fileSystem.create(written, false)) {
        out.write(text.getBytes(UTF_8));
        out.hsync();
      }
      renamed = rename(written, target);
      return renamed;
    } finally {
      if (!renamed) {
        fileSystem.delete(written, false);
      }
    }
  }

  private boolean rename(Path from, Path to) throws IOException {
    try {
      if (fileSystem.rename(from, to)) {
        return true;
      }
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    if (!fileSystem.exists(to)) {
      throw new IOException("could not rename " + from + " to " + to);
    }
    return false;
  }

  @Override
  public List<String> list(String folder) throws IOException {
    try {
      return Arrays.stream(fileSystem.listStatus(new Path(root, folder)))
          .map(status -> status.getPath().getName())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  @Override
  public int removeUnfinished(String folder, Instant before) throws IOException {
    int removed = 0;
    try {
      for (var file : fileSystem.listStatus(new Path(root, folder))) {
        if (LedgerStore.isUnfinished(file.getPath().getName())
            && file.getModificationTime() < before.toEpochMilli()
            && fileSystem.delete(file.getPath(), false)) {
          removed++;
        }
      }
    } catch (FileNotFoundException e) {
      return removed;
    }
    return removed;
  }

  @Override
  public String read(String path) throws IOException {
    try (var in = fileSystem.open(new Path(root, path))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Override
  public void delete(String path) throws IOException {
    fileSystem.delete(new Path(root, path), false);
  }

  @Override
  public String locate(String path) {
    return new Path(root, path).toString();
  }
}
