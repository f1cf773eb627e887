package io.tidegate.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bin/tidegate} as a process.
 *
 * @param project the project's folder, built
 * @param work where its output goes
 */
record Command(Path project, Path work) {

  /**
   * @throws IllegalStateException when it does not end with 0
   */
  void run(String... words) {
    var command = new ArrayList<>(List.of(project.resolve("bin/tidegate").toString()));
    command.addAll(List.of(words));
    Path output = work.resolve("command.log");
    try {
      int code =
          new ProcessBuilder(command)
              .directory(project.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      if (code != 0) {
        throw new IllegalStateException(command + " ended with " + code + ": see " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
