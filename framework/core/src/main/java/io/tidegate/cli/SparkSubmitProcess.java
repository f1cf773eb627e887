package io.tidegate.cli;

import io.tidegate.config.DeployConfig;
import io.tidegate.config.DeployTarget;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import io.tidegate.submit.Remote;
import io.tidegate.submit.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * spark-submit as a process of this machine, of {@code SPARK_HOME} or else of the path. It waits
 * for its application. One that was submitted before is found among YARN's by its tag.
 */
final class SparkSubmitProcess implements Remote {

  private static final Pattern APPLICATION = Pattern.compile("application_\\d+_\\d+");
  private static final Pattern STATE = Pattern.compile("(?m)^\\s*State : (\\w+)");
  private static final Pattern FINAL = Pattern.compile("(?m)^\\s*Final-State : (\\w+)");
  private static final Pattern DIAGNOSTICS =
      Pattern.compile("(?s)\\n\\s*Diagnostics : (.*?)(\\n\\s*Unmanaged Application|$)");

  private final Request.SparkSubmit request;
  private final boolean onYarn;
  private final Map<String, String> environment;
  private Optional<Process> started = Optional.empty();

  SparkSubmitProcess(
      Request.SparkSubmit request, DeployConfig deploy, Map<String, String> environment) {
    this.request = request;
    this.onYarn = deploy.target().filter(DeployTarget.YARN::equals).isPresent();
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Optional<String> find() {
    if (!onYarn) {
      return Optional.empty();
    }
    String found =
        yarn("application", "-list", "-appStates", "ALL", "-appTags", request.token().text());
    Matcher id = APPLICATION.matcher(found);
    return id.find() ? Optional.of(id.group()) : Optional.empty();
  }

  @Override
  public String send() {
    var command = new ArrayList<>(request.command());
    command.set(0, program("SPARK_HOME", command.get(0)));
    started = Optional.of(start(new ProcessBuilder(command).inheritIO()));
    return "process " + started.get().pid();
  }

  @Override
  public State state(String id) {
    return started.isPresent() ? ofProcess(started.get()) : ofApplication(id);
  }

  private static State ofProcess(Process process) {
    if (process.isAlive()) {
      return new State(Phase.RUNNING, "running", "");
    }
    int code = process.exitValue();
    return code == 0
        ? new State(Phase.SUCCEEDED, "done", "")
        : new State(Phase.FAILED, "ended with " + code, "see what spark-submit printed");
  }

  private State ofApplication(String id) {
    String status = yarn("application", "-status", id);
    String state = first(STATE, status);
    return switch (state) {
      case "FINISHED" ->
          first(FINAL, status).equals("SUCCEEDED")
              ? new State(Phase.SUCCEEDED, state, "")
              : new State(Phase.FAILED, state, first(DIAGNOSTICS, status).strip());
      case "FAILED", "KILLED" -> new State(Phase.FAILED, state, first(DIAGNOSTICS, status).strip());
      default -> new State(Phase.RUNNING, state, "");
    };
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : "";
  }

  private String yarn(String... arguments) {
    var command = new ArrayList<>(List.of(program("HADOOP_HOME", "yarn")));
    command.addAll(List.of(arguments));
    Process process =
        start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    try (var out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new TransientException("yarn ended with " + process.exitValue() + ": " + command);
      }
      return text;
    } catch (IOException e) {
      throw new TransientException("yarn's answer could not be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted while asking yarn", e);
    }
  }

  private String program(String home, String name) {
    return Optional.ofNullable(environment.get(home)).map(at -> at + "/bin/" + name).orElse(name);
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UserException(
          "cannot start " + builder.command().get(0) + ": " + e.getMessage(),
          "install it, and set SPARK_HOME, or HADOOP_HOME for yarn");
    }
  }

  /** The process goes on without its submitter only where the driver is elsewhere. */
  @Override
  public void close() {}
}
