package io.tidegate.jobs.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process with its output in files, so that none can fill up and stop it. */
final class ChildProcess {

  private static final int LIMIT_MINUTES = 5;

  private ChildProcess() {}

  record Ended(int code, List<String> out, List<String> err) {}

  /** {@code bin/tidegate} of this project. */
  static Ended tidegate(Path folder, Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(Packaged.HOME.resolve("bin/tidegate").toString()));
    command.addAll(List.of(args));
    return run(folder, environment, command);
  }

  static Ended run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    // Of the settings for this project none reaches the child but those that the test gives.
    builder.environment().keySet().removeIf(name -> name.matches("(TIDEGATE|SPARK)_.*"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end\n" + Files.readString(err));
    }
    return new Ended(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
  }
}
