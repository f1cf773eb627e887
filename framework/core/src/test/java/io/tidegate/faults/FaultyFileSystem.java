package io.tidegate.faults;

import io.tidegate.TestSpark;
import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.sql.SparkSession;

/**
 * The local file system under the scheme {@code faulty}, with a {@link Disc} that decides what
 * becomes of each operation: {@code faulty:/tmp/x} is {@code /tmp/x}. As on HDFS, and unlike on a
 * local one, a rename onto a file that exists is refused atomically, also between processes.
 *
 * <p>Hadoop makes the instances, from nothing but a configuration, and only texts can be in one: so
 * the discs are found by an id in it, and their register is static. A disc belongs to one session,
 * and a task of a run whose disc died never gets at the disc of another run.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {

  static final String SCHEME = "faulty";

  private static final URI ROOT = URI.create(SCHEME + ":///");
  private static final String DISC = "tidegate.test.disc";
  private static final ConcurrentHashMap<String, Disc> DISCS = new ConcurrentHashMap<>();

  private Disc disc = Disc.healthy();

  /** A new session in which the scheme is known and leads to the disc. */
  static SparkSession session(SparkSession shared, Disc disc) {
    String id = UUID.randomUUID().toString();
    DISCS.put(id, disc);
    SparkSession session = shared.newSession();
    session.conf().set("fs.faulty.impl", FaultyFileSystem.class.getName());
    session.conf().set("fs.faulty.impl.disable.cache", "true");
    session.conf().set("fs.AbstractFileSystem.faulty.impl", FaultyFs.class.getName());
    session.conf().set(DISC, id);
    return TestSpark.interpreting(session);
  }

  /** The path of a local file or directory through this file system. */
  static String path(java.nio.file.Path local) {
    return SCHEME + ":" + local.toAbsolutePath();
  }

  @Override
  public void initialize(URI uri, Configuration conf) throws IOException {
    super.initialize(uri, conf);
    disc = Optional.ofNullable(DISCS.get(conf.get(DISC, ""))).orElseThrow();
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    Optional<Fault> fault = disc.next(Operation.READ, path);
    if (fault.isEmpty()) {
      return super.open(path, bufferSize);
    }
    return switch (fault.get()) {
      case END_EARLY -> HalfStream.of(super.open(path, bufferSize), size(path));
      case DELAY -> {
        disc.delay();
        yield super.open(path, bufferSize);
      }
      case DIE, KILL -> {
        disc.die(fault.get());
        yield super.open(path, bufferSize);
      }
      default -> throw Disc.failure(Operation.READ, path);
    };
  }

  private long size(Path path) {
    return pathToFile(path).length();
  }

  @Override
  protected OutputStream createOutputStream(Path path, boolean append) throws IOException {
    return written(path, () -> super.createOutputStream(path, append));
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path path, boolean append, FsPermission permission) throws IOException {
    return written(path, () -> super.createOutputStreamWithMode(path, append, permission));
  }

  private OutputStream written(Path path, Disc.Work<OutputStream> create) throws IOException {
    return new Written(path, disc.perform(Operation.CREATE, path, create));
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return disc.perform(Operation.RENAME, to, () -> move(from, to));
  }

  /** What Delta's log store calls, through Hadoop's other interface. */
  @Override
  @Deprecated
  protected void rename(Path from, Path to, Options.Rename... options) throws IOException {
    boolean over = Arrays.asList(options).contains(Options.Rename.OVERWRITE);
    boolean moved =
        disc.perform(Operation.RENAME, to, () -> over ? replace(from, to) : move(from, to));
    if (!moved) {
      throw new FileAlreadyExistsException(to + " exists");
    }
  }

  private boolean replace(Path from, Path to) throws IOException {
    Files.move(
        pathToFile(from).toPath(), pathToFile(to).toPath(), StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  private boolean move(Path from, Path to) throws IOException {
    File source = pathToFile(from);
    if (!source.isFile()) {
      return super.rename(from, to);
    }
    try {
      Files.createLink(pathToFile(to).toPath(), source.toPath());
    } catch (java.nio.file.FileAlreadyExistsException e) {
      return false;
    }
    Files.delete(source.toPath());
    return true;
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    if (!pathToFile(path).exists()) {
      disc.requireAlive();
      return false;
    }
    return disc.perform(Operation.DELETE, path, () -> super.delete(path, recursive));
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    if (pathToFile(path).isDirectory()) {
      disc.requireAlive();
      return true;
    }
    return disc.perform(Operation.MKDIRS, path, () -> super.mkdirs(path));
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return mkdirs(path);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return disc.perform(Operation.LIST, path, () -> plain(super.listStatus(path)));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return disc.perform(Operation.LOOK, path, () -> plain(super.getFileStatus(path)));
  }

  private static FileStatus[] plain(FileStatus[] files) {
    return Arrays.stream(files).map(FaultyFileSystem::plain).toArray(FileStatus[]::new);
  }

  /** The local one asks for its permissions later, by a path that it takes for a local one. */
  private static FileStatus plain(FileStatus file) {
    return new FileStatus(
        file.getLen(),
        file.isDirectory(),
        file.getReplication(),
        file.getBlockSize(),
        file.getModificationTime(),
        file.getPath());
  }

  @Override
  public boolean exists(Path path) throws IOException {
    return disc.perform(Operation.LOOK, path, () -> super.exists(path));
  }

  @Override
  public FSDataOutputStream append(
      Path path, int bufferSize, org.apache.hadoop.util.Progressable progress) {
    throw new UnsupportedOperationException("nothing appends to " + path);
  }

  /** A file that is being written. */
  private final class Written extends FilterOutputStream {
    private final Path path;
    private boolean closed;

    Written(Path path, OutputStream out) {
      super(out);
      this.path = path;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      disc.requireAlive();
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      out.close();
      Optional<Fault> fault = disc.next(Operation.WRITE, path);
      if (fault.isPresent()) {
        befall(fault.get());
      }
    }

    private void befall(Fault fault) throws IOException {
      switch (fault) {
        case DELAY -> disc.delay();
        case DIE, KILL -> {
          halve();
          disc.die(fault);
        }
        case TEAR -> {
          halve();
          throw Disc.failure(Operation.WRITE, path);
        }
        default -> throw Disc.failure(Operation.WRITE, path);
      }
    }

    private void halve() throws IOException {
      try (FileChannel file =
          FileChannel.open(pathToFile(path).toPath(), StandardOpenOption.WRITE)) {
        file.truncate(file.size() / 2);
      }
    }
  }
}
