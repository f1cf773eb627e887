package io.tidegate.cli;

import io.tidegate.config.JobConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs the job of a conf for one logical date.")
final class RunCommand implements Callable<Integer> {

  @Mixin private RunOptions options = new RunOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    JobConfig config = options.readWithClass();
    return options
        .recorded(
            config,
            () ->
                new SparkRun(spec.commandLine().getOut())
                    .run(JobClasses.create(config), config, options.report()))
        .number();
  }
}
