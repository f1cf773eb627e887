package io.tidegate.jobs.demo;

import io.tidegate.cli.CliCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidegate demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Runs the orders pipeline for ten days, some of them faulty, and shows what the gate does.")
public final class DemoCommand implements CliCommand, Callable<Integer> {

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where everything goes; emptied first. Default: ${DEFAULT-VALUE}.")
  private Path directory = Path.of("target", "demo");

  @Option(names = "--conf", paramLabel = "DIR", description = "The conf directory.")
  private Path conf = Path.of("conf");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    new Demo(directory.toAbsolutePath(), conf, spec.commandLine().getOut()).run();
    return 0;
  }
}
