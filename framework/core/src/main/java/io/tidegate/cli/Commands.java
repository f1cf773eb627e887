package io.tidegate.cli;

import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code tidegate} command line. */
@Command(
    name = "tidegate",
    description = "Spark batch jobs that publish only audited data.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      SubmitCommand.class,
      AirflowCommand.class,
      ValidateCommand.class,
      HistoryCommand.class,
      ShowCommand.class,
      ExplainCommand.class,
      ImpactCommand.class,
      ProgramCommand.class,
      SqlCommand.class,
      RejectedCommand.class,
      ReleaseCommand.class,
      DiscardCommand.class,
      RestoreCommand.class,
      RetainCommand.class,
      LedgerCommand.class,
      LineageCommand.class
    })
public final class Commands {

  private Commands() {}

  public static void main(String[] args) {
    ProcessEnd.with(commandLine(), args);
  }

  /**
   * Every command there is, those of jars on the class path included. Its {@code execute} gives the
   * exit code and returns.
   */
  public static CommandLine commandLine() {
    var commandLine = new CommandLine(new Commands());
    ServiceLoader.load(CliCommand.class).forEach(commandLine::addSubcommand);
    return Messages.on(commandLine);
  }
}
