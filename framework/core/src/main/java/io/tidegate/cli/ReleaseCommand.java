package io.tidegate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = "Publishes the staged files of a held run, without computing again.")
final class ReleaseCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The run's id.")
  private String runId = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; kept in the ledger.")
  private String reason = "";

  @Mixin private LedgerOptions ledger = new LedgerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    new KeptBackRuns(ledger.path(), spec.commandLine().getOut()).release(runId, reason);
    return ExitCode.OK.number();
  }
}
