package io.tidegate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description =
        "Asks the ledger in Spark SQL; its tables are runs, outputs, inputs, checks, metrics, lineage"
            + " and events.")
final class SqlCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "QUERY",
      description = "Such as: select job, count(*) from runs group by job")
  private String query = "";

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "How many rows to show; ${DEFAULT-VALUE}.")
  private int rows = 100;

  @Option(names = "--json", description = "One JSON document a row.")
  private boolean json;

  @Mixin private LedgerOptions ledger = new LedgerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Numbers.atLeast(1, "--rows", rows);
    new LedgerQuery(ledger.path(), spec.commandLine().getOut()).print(query, rows, json);
    return ExitCode.OK.number();
  }
}
