package io.tidegate.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The local file system, without a class of Hadoop. */
final class NioStore implements LedgerStore {

  private final Path root;

  NioStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public boolean create(String path, String text) throws IOException {
    var target = root.resolve(path);
    if (Files.exists(target)) {
      return false;
    }
    var folder = Files.createDirectories(Objects.requireNonNull(target.getParent()));
    var written = folder.resolve(LedgerStore.unfinishedName());
    try {
      write(written, text);
      link(written, target);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static boolean isUnfinished(Path file) {
    return LedgerStore.isUnfinished(file.getFileName().toString());
  }

  private static void write(Path file, String text) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /**
   * A hard link, since it fails when the target exists; a rename on POSIX replaces it. Where the
   * file system has no hard links, a move: between two creators of one path the later may then win.
   */
  private static void link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(from, to);
    }
  }

  @Override
  public List<String> list(String folder) throws IOException {
    try (var entries = Files.list(root.resolve(folder))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  @Override
  public int removeUnfinished(String folder, Instant before) throws IOException {
    int removed = 0;
    try (var entries = Files.newDirectoryStream(root.resolve(folder), NioStore::isUnfinished)) {
      for (Path file : entries) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)
            && Files.deleteIfExists(file)) {
          removed++;
        }
      }
    } catch (NoSuchFileException e) {
      return removed;
    }
    return removed;
  }

  @Override
  public String read(String path) throws IOException {
    // Not readString: it throws on bytes that are no UTF-8, and a damaged file is not an I/O error.
    return new String(Files.readAllBytes(root.resolve(path)), UTF_8);
  }

  @Override
  public void delete(String path) throws IOException {
    Files.deleteIfExists(root.resolve(path));
  }

  @Override
  public String locate(String path) {
    return root.resolve(path).toString();
  }
}
