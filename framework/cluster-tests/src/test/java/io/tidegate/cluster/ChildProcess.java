package io.tidegate.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A process with its output in files, so that none can fill up and stop it. */
record ChildProcess(Process process, List<String> command, Path out, Path err) {

  record Ended(int code, List<String> out, List<String> err) {}

  static ChildProcess start(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Files.createDirectories(folder);
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    // Of the settings for this machine none reaches the child but those that the test gives.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(TIDEGATE|SPARK|HADOOP|YARN)_.*|JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(environment);
    return new ChildProcess(builder.start(), command, out, err);
  }

  /**
   * The value, once there is one, of something that the process does.
   *
   * @throws AssertionError with what it said, when it has ended before
   */
  <T> T until(String what, Callable<Optional<T>> value) throws Exception {
    return Wait.until(
        what,
        () -> {
          boolean runs = process.isAlive();
          Optional<T> there = value.call();
          if (there.isEmpty() && !runs) {
            throw new AssertionError("ended, and not " + what + ": " + end());
          }
          return there;
        });
  }

  Ended end() throws IOException, InterruptedException {
    if (!process.waitFor(Wait.LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError(command + " did not end\n" + Files.readString(err));
    }
    return new Ended(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
  }
}
