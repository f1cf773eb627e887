package io.tidegate.cli;

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

/** Sends a request, waits for the run, and gives the code that the run left in the ledger. */
record SubmitRun(
    Submission submission,
    LoadedConfig config,
    Map<String, String> environment,
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
    var watch =
        new Watch(Clock.systemUTC(), pause, submission.deployment().deploy().timeout(), this::say);
    try (Remote remote = remote(request)) {
      Watch.Ended ended = watch.run(remote);
      return code(ended);
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
    return new SparkSubmitProcess(line, submission.deployment().deploy(), environment);
  }

  private static UserException noCloud(Request.Call call) {
    String module = call.operation().name().startsWith("EMR") ? "emr" : "dataproc";
    return new UserException(
        "nothing here sends to " + call.operation().service(),
        "put tidegate-" + module + " and its dependencies on the class path, as bin/tidegate does");
  }

  /** The run's own code; where it left none, what the target says of it. */
  private int code(Watch.Ended ended) {
    Optional<Ended> left = ended();
    if (left.isPresent()) {
      return told(left.get());
    }
    if (ended.state().phase() == Remote.Phase.SUCCEEDED) {
      return ExitCode.OK.number();
    }
    String reason = ended.state().reason();
    err.println(
        OneLine.of(
            "tidegate: "
                + ended.id()
                + " failed and left no code in the ledger"
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
    String path =
        config.deployment().deploy().ledger().orElseGet(() -> config.job().ledger().path());
    try {
      return Ledger.open(path)
          .submittedRuns()
          .find(submission.job(), submission.date(), submission.attempt());
    } catch (UserException | TransientException e) {
      // Its own code is lost then, but not the run.
      err.println(OneLine.of("the ledger cannot be read from here: " + e.getMessage()));
      return Optional.empty();
    }
  }
}
