package io.tidegate.cli;

import io.tidegate.ledger.LedgerJson;
import io.tidegate.lineage.provenance.Impact;
import io.tidegate.problem.OneLine;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "impact",
    mixinStandardHelpOptions = true,
    description =
        "Tells what was made from versions of a dataset, or from one of its columns: tables, columns,"
            + " jobs, their owners and the very runs.")
final class ImpactCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DATASET[.COLUMN][@vN|@vN..|@vN..vM]",
      description = "A dataset by its name or path; all of its versions where none are named.")
  private String selection = "";

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How many runs of each job to list, newest first; ${DEFAULT-VALUE}.")
  private int runs = 5;

  @Option(names = "--json", description = "As one JSON document, with all runs.")
  private boolean json;

  @Mixin private LedgerOptions ledger = new LedgerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Numbers.atLeast(0, "--runs", runs);
    PrintWriter out = spec.commandLine().getOut();
    Impact impact = Impact.of(ledger.open(), selection);
    if (json) {
      out.println(LedgerJson.write(impact));
    } else {
      new ImpactLines(runs).of(impact).forEach(line -> out.println(OneLine.of(line)));
    }
    return ExitCode.OK.number();
  }
}
