package io.tidegate.ledger;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A ledger on any file system that Hadoop knows. */
final class HadoopStore implements LedgerStore {

  /** Here a file appears whole when its writer closes it, and a rename is a copy. */
  private static final Set<String> OBJECT_STORES =
      Set.of("s3", "s3a", "s3n", "gs", "abfs", "abfss", "wasb", "wasbs", "oss", "cosn");

  private final FileSystem files;
  private final Path root;

  HadoopStore(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  @Override
  public boolean create(String path, byte[] content) throws IOException {
    Path target = new Path(root, path);
    if (files.exists(target)) {
      return false;
    }
    return OBJECT_STORES.contains(files.getUri().getScheme())
        ? write(target, content)
        : writeAndRename(target, content);
  }

  /**
   * FileContext's rename refuses a name that is taken, in one step on HDFS; FileSystem's may not.
   */
  private boolean writeAndRename(Path target, byte[] content) throws IOException {
    Path written = new Path(target.getParent(), "." + UUID.randomUUID() + ".tmp");
    try {
      write(written, content);
      FileContext.getFileContext(files.getUri(), files.getConf()).rename(written, target);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      files.delete(written, false);
    }
  }

  private boolean write(Path target, byte[] content) throws IOException {
    try (FSDataOutputStream out = files.create(target, false)) {
      out.write(content);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    try (var in = files.open(new Path(root, path))) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> list(String folder) throws IOException {
    try {
      return Stream.of(files.listStatus(new Path(root, folder)))
          .map(FileStatus::getPath)
          .map(Path::getName)
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  @Override
  public void delete(String path) throws IOException {
    files.delete(new Path(root, path), false);
  }

  @Override
  public String root() {
    return root.toString();
  }
}
