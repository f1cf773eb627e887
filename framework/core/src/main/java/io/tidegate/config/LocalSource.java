package io.tidegate.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Local files and the class path, up to a size that no configuration has. */
final class LocalSource implements ConfSource {

  private static final int MAX_BYTES = 1 << 20;

  @Override
  public Optional<String> read(String location) throws IOException {
    if (location.startsWith(Location.CLASS_PATH)) {
      return resource(location.substring(Location.CLASS_PATH.length()));
    }
    if (!location.startsWith("/")) {
      throw new IOException("cannot be read: only local files and classpath: are known here");
    }
    return file(location);
  }

  private static Optional<String> file(String location) throws IOException {
    Path path;
    try {
      path = Path.of(location);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    if (Files.isDirectory(path)) {
      throw new IOException("is a directory");
    }
    if (!Files.isReadable(path)) {
      throw new IOException("cannot be read: permission denied");
    }
    try (var in = Files.newInputStream(path)) {
      return Optional.of(text(in));
    }
  }

  private static Optional<String> resource(String name) throws IOException {
    var loader = Thread.currentThread().getContextClassLoader();
    var chosen = loader == null ? LocalSource.class.getClassLoader() : loader;
    try (var in = chosen.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(text(in));
    }
  }

  private static String text(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("is larger than 1 MiB");
    }
    var decoded = CharBuffer.allocate(bytes.length);
    var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), decoded, true);
    String text = decoded.flip().toString();
    if (result.isError()) {
      long line = 1 + text.chars().filter(c -> c == '\n').count();
      throw new IOException("is not UTF-8 text in line " + line);
    }
    return text;
  }
}
