package io.tidegate.cli;

import io.tidegate.config.DeployTarget;
import io.tidegate.config.LoadedConfig;
import io.tidegate.config.LogicalDate;
import io.tidegate.submit.ConfLocation;
import io.tidegate.submit.Request;
import io.tidegate.submit.RequestText;
import io.tidegate.submit.Submission;
import io.tidegate.submit.Submissions;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = "Starts the job of a conf on a cluster, waits, and ends with the run's code.")
final class SubmitCommand implements Callable<Integer> {

  @Parameters(paramLabel = "CONF", description = "The job's conf file.")
  private String conf = "";

  @Option(
      names = "--date",
      required = true,
      paramLabel = "DATE",
      description = "The logical date: 2020-03-22 or 2020-03-22T05:00Z.")
  private String date = "";

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      completionCandidates = Targets.class,
      description = "One of ${COMPLETION-CANDIDATES}; over the conf's deploy.target.")
  private @Nullable String target;

  @Option(
      names = "--try",
      paramLabel = "N",
      description =
          "Which try of this date it is; ${DEFAULT-VALUE}. One that was submitted is not submitted"
              + " again.")
  private int attempt = 1;

  @Option(names = "--dry-run", description = "Prints the request, checked, and sends nothing.")
  private boolean dryRun;

  @Option(names = "--yaml", description = "Prints it as YAML; JSON without it.")
  private boolean yaml;

  @Mixin private ConfOptions options = new ConfOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** What {@code --target} may be. */
  static final class Targets implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(DeployTarget.values()).map(DeployTarget::word).iterator();
    }
  }

  @Override
  public Integer call() {
    Numbers.atLeast(1, "--try", attempt);
    LogicalDate logicalDate = Dates.parse(date);
    // As a key of the conf, so that what the target needs is checked with the place in the file.
    List<String> chosen = target == null ? List.of() : List.of("deploy.target=" + target);
    LoadedConfig loaded = options.load(conf, Optional.of(logicalDate), chosen);
    var submission =
        new Submission(
            loaded.job().name(),
            logicalDate,
            attempt,
            ConfLocation.forDriver(conf, loaded.deployment().deploy()),
            options.environment(),
            options.sets(),
            loaded.deployment());
    Request request = Submissions.render(submission, loaded.job().secrets());
    if (!dryRun) {
      return send(request, submission, loaded);
    }
    print(request);
    return ExitCode.OK.number();
  }

  private int send(Request request, Submission submission, LoadedConfig loaded) {
    var deploy = loaded.deployment().deploy();
    if (deploy.target().filter(DeployTarget.YARN::equals).isPresent()) {
      HadoopLogin.of(deploy.yarn());
    }
    return new SubmitRun(
            submission,
            loaded,
            System.getenv(),
            YarnApplications::connect,
            duration -> Thread.sleep(duration.toMillis()),
            spec.commandLine().getOut(),
            spec.commandLine().getErr())
        .run(request);
  }

  /** The request alone on standard output, so that it can be handed to another tool. */
  private void print(Request request) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(yaml ? RequestText.yaml(request) : RequestText.json(request));
    out.flush();
    sayHowItWasChecked(request, spec.commandLine().getErr());
  }

  static void sayHowItWasChecked(Request request, PrintWriter err) {
    if (request instanceof Request.Call call) {
      err.println(
          "%s %s in %s%s"
              .formatted(
                  call.operation().service(),
                  call.operation().method(),
                  call.region(),
                  Submissions.isChecked(request)
                      ? ""
                      : "; not checked against its interface, whose jar is not on the class path"));
    }
  }
}
