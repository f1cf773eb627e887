package io.tidegate.lineage.events;

import java.io.IOException;
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
    Files.writeString(file, json + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return Optional.empty();
  }

  @Override
  public void close() {}
}
