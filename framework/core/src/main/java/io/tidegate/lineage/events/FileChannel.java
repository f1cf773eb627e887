package io.tidegate.lineage.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * To the end of a file, a line each. The client's own transport of that kind does not tell when it
 * cannot write.
 */
record FileChannel(Path file) implements Channel {

  @Override
  public Optional<String> send(String json) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    // In one write: lines of several writers of a file do not mix.
    try (var end =
        Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer line = StandardCharsets.UTF_8.encode(json + "\n");
      while (line.hasRemaining()) {
        end.write(line);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {}
}
