package io.tidegate.cli;

import io.tidegate.config.DeployTarget;
import io.tidegate.config.LoadedConfig;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.SubmittedRuns.Ended;
import io.tidegate.problem.OneLine;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import io.tidegate.submit.Cloud;
import io.tidegate.submit.Remote;
import io.tidegate.submit.Request;
import io.tidegate.submit.Submission;
import io.tidegate.submit.Watch;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends a request, waits for the run, and gives the code that the run left in the ledger.
 *
 * @param yarn connects to YARN as the environment says
 */
record SubmitRun(
    Submission submission,
    LoadedConfig config,
    Map<String, String> environment,
    Function<Map<String, String>, Applications> yarn,
    Watch.Pause pause,
    PrintWriter out,
    PrintWriter err) {

  int run(Request request) {
    Optional<Ended> before = ended();
    if (before.isPresent()) {
      out.println(
          "try %d of %s %s has ended; --try %d starts it anew"
              .formatted(
                  submission.attempt(),
                  submission.job(),
                  submission.date(),
                  submission.attempt() + 1));
      return told(before.get());
    }
    try (Remote remote = remote(request)) {
      var between = remote instanceof SparkSubmitProcess process ? process.pause(pause) : pause;
      var timeout = submission.deployment().deploy().timeout();
      return code(new Watch(Clock.systemUTC(), between, timeout, this::say).run(remote));
    }
  }

  private void say(String line) {
    out.println(OneLine.of(line));
    out.flush();
  }

  private Remote remote(Request request) {
    if (request instanceof Request.Call call) {
      return Cloud.of(call.operation()).orElseThrow(() -> noCloud(call)).connect(call);
    }
    var line = (Request.SparkSubmit) request;
    if (!line.sent()) {
      throw new UserException(
          "this target's line is rendered and not sent", "give --dry-run, and run what it prints");
    }
    var applications =
        submission
            .deployment()
            .deploy()
            .target()
            .filter(DeployTarget.YARN::equals)
            .map(target -> yarn.apply(environment));
    return new SparkSubmitProcess(line, applications, environment);
  }

  private static UserException noCloud(Request.Call call) {
    String module = call.operation().name().startsWith("EMR") ? "emr" : "dataproc";
    return new UserException(
        "nothing here sends to " + call.operation().service(),
        "put tidegate-" + module + " and its dependencies on the class path, as bin/tidegate does");
  }

  /** The run's own code; where none can be read, what the target says of it. */
  private int code(Watch.Ended ended) {
    boolean succeeded = ended.state().phase() == Remote.Phase.SUCCEEDED;
    try {
      Optional<Ended> left = read();
      if (left.isPresent()) {
        return told(left.get());
      }
    } catch (UserException | TransientException e) {
      unreadable(e);
      if (succeeded) {
        return ExitCode.OK.number();
      }
    }
    // A driver of ours that does well says so. YARN calls one in client mode well that did not.
    String reason = succeeded ? "whether it published is not known" : ended.state().reason();
    err.println(
        OneLine.of(
            "tidegate: "
                + ended.id()
                + (succeeded ? " succeeded" : " failed")
                + " and left no code in the ledger"
                + (reason.isEmpty() ? "" : ": " + reason)));
    return ExitCode.UNEXPECTED.number();
  }

  private int told(Ended ended) {
    if (!ended.message().isEmpty()) {
      ended.message().lines().map(OneLine::of).forEach(err::println);
    }
    return ended.code();
  }

  private Optional<Ended> ended() {
    try {
      return read();
    } catch (UserException | TransientException e) {
      unreadable(e);
      return Optional.empty();
    }
  }

  /** Its own code is lost then, but not the run. */
  private void unreadable(RuntimeException e) {
    err.println(OneLine.of("the ledger cannot be read from here: " + e.getMessage()));
  }

  private Optional<Ended> read() {
    String path =
        config.deployment().deploy().ledger().orElseGet(() -> config.job().ledger().path());
    return Ledger.open(path)
        .submittedRuns()
        .find(submission.job(), submission.date(), submission.attempt());
  }
}
