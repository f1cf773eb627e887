package io.tidegate.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = "Works on the ledger.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = LedgerCommand.Repair.class)
final class LedgerCommand {

  @Command(
      name = "repair",
      mixinStandardHelpOptions = true,
      description =
          "Completes the records of runs that were killed, and removes staged files that have"
              + " expired.")
  static final class Repair implements Callable<Integer> {

    @Option(
        names = "--dead-after",
        paramLabel = "HOURS",
        description =
            "A run that has not ended after this many hours, and published nothing, is taken for"
                + " dead; ${DEFAULT-VALUE}.")
    private int deadAfterHours = 24;

    @Mixin private DatabaseOptions databases = new DatabaseOptions();

    @Mixin private LedgerOptions ledger = new LedgerOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      Numbers.atLeast(0, "--dead-after", deadAfterHours);
      KeptBackRuns.of(ledger, databases, spec.commandLine().getOut())
          .repair(Duration.ofHours(deadAfterHours));
      return ExitCode.OK.number();
    }
  }
}
