package io.tidegate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = "Publishes the staged files of a held run, without computing again.")
final class ReleaseCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The run's id.")
  private String runId = "";

  @Mixin private ReasonOption reason = new ReasonOption();

  @Mixin private DatabaseOptions databases = new DatabaseOptions();

  @Mixin private LedgerOptions ledger = new LedgerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    KeptBackRuns.of(ledger, databases, spec.commandLine().getOut()).release(runId, reason.text());
    return ExitCode.OK.number();
  }
}
