package io.tidegate.cli;

import io.tidegate.problem.UserException;
import io.tidegate.submit.Remote;
import io.tidegate.submit.Request;
import io.tidegate.submit.Watch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * spark-submit as a process of this machine, of {@code SPARK_HOME} or else of the path. It waits
 * for its application. One that was submitted before is found among YARN's by its tag.
 */
final class SparkSubmitProcess implements Remote {

  private final Request.SparkSubmit request;
  private final Optional<Applications> yarn;
  private final Map<String, String> environment;
  private Optional<Process> started = Optional.empty();

  /**
   * @param yarn what knows of the applications, where the target is YARN; closed with this
   */
  SparkSubmitProcess(
      Request.SparkSubmit request, Optional<Applications> yarn, Map<String, String> environment) {
    this.request = request;
    this.yarn = yarn;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Optional<String> find() {
    return yarn.flatMap(applications -> applications.find(request.token()));
  }

  @Override
  public String send() {
    var command = new ArrayList<>(request.command());
    command.set(0, program(command.get(0)));
    started = Optional.of(start(new ProcessBuilder(command).inheritIO()));
    return "process " + started.get().pid();
  }

  @Override
  public State state(String id) {
    return started.isPresent() ? ofProcess(started.get()) : yarn.orElseThrow().state(id);
  }

  private State ofProcess(Process process) {
    if (process.isAlive()) {
      return new State(Phase.RUNNING, "running", "");
    }
    int code = process.exitValue();
    return code == 0
        ? new State(Phase.SUCCEEDED, "done", "")
        : new State(Phase.FAILED, "ended with " + code, reason());
  }

  /** YARN knows why a driver on the cluster ended; spark-submit logs it among much else. */
  private String reason() {
    return yarn.flatMap(this::diagnostics).orElse("see what spark-submit printed");
  }

  private Optional<String> diagnostics(Applications applications) {
    return applications
        .find(request.token())
        .map(id -> applications.state(id).reason())
        .filter(text -> !text.isEmpty());
  }

  private String program(String name) {
    return Optional.ofNullable(environment.get("SPARK_HOME"))
        .map(at -> at + "/bin/" + name)
        .orElse(name);
  }

  /** A process tells its end; only what was submitted before has to be asked again and again. */
  Watch.Pause pause(Watch.Pause between) {
    return duration -> {
      if (started.isPresent()) {
        var unused = started.get().waitFor(duration.toMillis(), TimeUnit.MILLISECONDS);
      } else {
        between.of(duration);
      }
    };
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UserException(
          "cannot start " + builder.command().get(0) + ": " + e.getMessage(),
          "install Spark, and set SPARK_HOME");
    }
  }

  /** The process goes on without its submitter only where the driver is elsewhere. */
  @Override
  public void close() {
    yarn.ifPresent(Applications::close);
  }
}
