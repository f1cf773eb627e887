package io.tidegate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "rejected",
    mixinStandardHelpOptions = true,
    description = "Shows why a run was kept back, with a sample of the rows at fault.")
final class RejectedCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The run's id.")
  private String runId = "";

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "How many rows of each failed rule; ${DEFAULT-VALUE}.")
  private int rows = 10;

  @Mixin private DatabaseOptions databases = new DatabaseOptions();

  @Mixin private LedgerOptions ledger = new LedgerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Numbers.atLeast(0, "--rows", rows);
    KeptBackRuns.of(ledger, databases, spec.commandLine().getOut()).show(runId, rows);
    return ExitCode.OK.number();
  }
}
