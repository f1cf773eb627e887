package io.tidegate.cli;

import io.tidegate.config.LoadedConfig;
import io.tidegate.submit.AirflowTask;
import java.io.PrintWriter;
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
    name = "airflow",
    mixinStandardHelpOptions = true,
    description = "Prints what Airflow's operator takes to run a conf at any date.")
final class AirflowCommand implements Callable<Integer> {

  @Parameters(paramLabel = "CONF", description = "The job's conf file.")
  private String conf = "";

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      completionCandidates = SubmitCommand.Targets.class,
      description = "One of ${COMPLETION-CANDIDATES}; over the conf's deploy.target.")
  private @Nullable String target;

  @Mixin private ConfOptions options = new ConfOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<String> chosen = target == null ? List.of() : List.of("deploy.target=" + target);
    LoadedConfig loaded = options.load(conf, Optional.of(AirflowTask.DATE), chosen);
    var task = AirflowTask.of(conf, loaded, options.environment(), options.sets());
    PrintWriter out = spec.commandLine().getOut();
    out.print(task.json());
    out.flush();
    SubmitCommand.sayHowItWasChecked(task.request(), spec.commandLine().getErr());
    return ExitCode.OK.number();
  }
}
