package io.tidegate.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that runs the job as often as it is told to, so that two can begin at the same time. On
 * standard input a line is a folder, a scenario and a logical date; on standard output a line that
 * begins with {@link #ANSWER} is what the run came to.
 */
final class Worker implements AutoCloseable {

  private static final String ANSWER = "@@ ";

  private final Process process;
  private final BufferedReader answers;

  private Worker(Process process) {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static Worker start(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    var log = folder.resolve(name + ".log").toFile();
    return new Worker(Child.of(Worker.class, log, folder.resolve(name).toString()).start());
  }

  void begin(Site site, String date) throws IOException {
    String line = String.join("\t", site.folder().toString(), site.scenario().name(), date) + "\n";
    process.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** What the run came to: its status, or the type of what it threw and its first line. */
  String answer() throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(ANSWER)) {
        return line.substring(ANSWER.length());
      }
    }
    throw new IOException("the worker ended");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The folder of the runs that make the process warm. */
  public static void main(String[] args) throws IOException {
    for (Scenario scenario : new Scenario[] {Scenario.APPEND, Scenario.REPLACE_PARTITION}) {
      new Site(Path.of(args[0], scenario.name()), scenario).build();
    }
    say("ready");
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] parts = line.split("\t", -1);
      say(run(new Site(Path.of(parts[0]), Scenario.valueOf(parts[1])), parts[2]));
    }
  }

  private static void say(String text) {
    System.out.println(ANSWER + text);
    System.out.flush();
  }

  private static String run(Site site, String date) {
    try {
      return site.run(date, Disc.healthy()).status().name();
    } catch (Exception e) {
      e.printStackTrace();
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return e.getClass().getSimpleName() + ": " + first;
    }
  }
}
