package io.tidegate.faults;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM like this one, with another main class. */
public final class Child {

  private Child() {}

  /**
   * @param log takes what it says on standard error, and on standard output where nobody reads it
   */
  public static ProcessBuilder of(Class<?> main, File log, String... args) {
    return on(System.getProperty("java.class.path"), main, log, args);
  }

  /** As {@link #of}, with another class path than this one's. */
  public static ProcessBuilder on(String classPath, Class<?> main, File log, String... args) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(log);
  }

  public static int waitFor(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
