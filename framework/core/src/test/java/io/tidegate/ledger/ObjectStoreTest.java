package io.tidegate.ledger;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.io.TempDir;

/** The same promises on a file system that shows a file when its stream is closed, as S3 does. */
class ObjectStoreTest extends LedgerStoreContract {

  ObjectStoreTest(@TempDir Path root) throws IOException {
    super(root, open(root));
  }

  private static LedgerStore open(Path root) throws IOException {
    var configuration = new Configuration();
    configuration.setClass("fs.s3a.impl", ObjectFileSystem.class, FileSystem.class);
    configuration.setBoolean("fs.s3a.impl.disable.cache", true);
    return new HadoopStore("s3a://bucket" + root, configuration);
  }

  /** Local files behind an {@code s3a} scheme; keeps the bytes until the stream is closed. */
  public static final class ObjectFileSystem extends RawLocalFileSystem {

    private static final URI NAME = URI.create("s3a://bucket");

    @Override
    public URI getUri() {
      return NAME;
    }

    @Override
    public String getScheme() {
      return "s3a";
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path source, org.apache.hadoop.fs.Path target) {
      throw new UnsupportedOperationException("a rename is a copy here");
    }

    @Override
    public FSDataOutputStream create(
        org.apache.hadoop.fs.Path path,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      refuseParentFile(path);
      return new FSDataOutputStream(new Upload(path), null);
    }

    private void refuseParentFile(org.apache.hadoop.fs.Path path) throws IOException {
      try {
        if (getFileStatus(path.getParent()).isFile()) {
          throw new IOException(path.getParent() + " is a file");
        }
      } catch (FileNotFoundException e) {
        // An object needs no folder.
      }
    }

    private final class Upload extends OutputStream {
      private final org.apache.hadoop.fs.Path path;
      private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

      Upload(org.apache.hadoop.fs.Path path) {
        this.path = path;
      }

      @Override
      public void write(int one) {
        bytes.write(one);
      }

      @Override
      public void close() throws IOException {
        var file = pathToFile(path).toPath();
        Files.createDirectories(file.getParent());
        var part = Files.createTempFile("upload", "");
        try {
          Files.write(part, bytes.toByteArray());
          Files.createLink(file, part);
        } catch (java.nio.file.FileAlreadyExistsException e) {
          throw new FileAlreadyExistsException(path.toString());
        } finally {
          Files.delete(part);
        }
      }
    }
  }
}
