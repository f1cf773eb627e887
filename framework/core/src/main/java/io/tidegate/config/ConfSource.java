package io.tidegate.config;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads the text of configuration and rule files. A layer that knows more file systems passes its
 * own; this package knows local files and the class path.
 */
@FunctionalInterface
public interface ConfSource {

  /**
   * @param location an absolute local path, {@code classpath:a/b} or any other URI, not encoded
   * @return the text, read as UTF-8; empty when there is no such file
   * @throws IOException with a message for the user, when it is there and cannot be read
   */
  Optional<String> read(String location) throws IOException;

  /** Local files and {@code classpath:} locations. */
  static ConfSource local() {
    return new LocalSource();
  }
}
