package io.tidegate.cli;

import io.tidegate.config.JobConfig;
import io.tidegate.job.SparkJob;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of a job's own {@code main}. */
@Command(mixinStandardHelpOptions = true, versionProvider = VersionProvider.class)
public final class JobMain implements Callable<Integer> {

  private final SparkJob job;

  @Mixin private RunOptions options = new RunOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private JobMain(SparkJob job) {
    this.job = job;
  }

  public static void run(SparkJob job, String[] args) {
    var commandLine = new CommandLine(new JobMain(job));
    commandLine.setCommandName(job.getClass().getSimpleName());
    ProcessEnd.with(Messages.on(commandLine), args);
  }

  @Override
  public Integer call() {
    JobConfig config = options.read();
    return options
        .recorded(
            config,
            () -> new SparkRun(spec.commandLine().getOut()).run(job, config, options.report()))
        .number();
  }
}
