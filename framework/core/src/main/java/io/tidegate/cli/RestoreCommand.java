package io.tidegate.cli;

import io.tidegate.ledger.LedgerJson;
import io.tidegate.problem.OneLine;
import io.tidegate.problem.UserException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description =
        "Takes a table back to an earlier version, as one more commit, and tells what to run again.")
final class RestoreCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DATASET", description = "A dataset by its name or path.")
  private String dataset = "";

  @Option(names = "--to", required = true, paramLabel = "vN", description = "The version.")
  private String to = "";

  @ArgGroup(multiplicity = "1")
  private Act act = new Act();

  @Option(names = "--json", description = "As one JSON document.")
  private boolean json;

  @Mixin private LedgerOptions ledger = new LedgerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** One of the two. */
  static final class Act extends ReasonOption {

    @Option(
        names = "--dry-run",
        required = true,
        description = "Tells what would be undone and what to run again; changes nothing.")
    private boolean dryRun;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    var runs = new KeptBackRuns(ledger.path(), Optional.empty(), out);
    var report =
        act.dryRun
            ? runs.planRestore(dataset, version())
            : runs.restore(dataset, version(), act.text());
    if (json) {
      out.println(LedgerJson.write(report));
    } else {
      RestoreLines.of(report).forEach(line -> out.println(OneLine.of(line)));
    }
    return ExitCode.OK.number();
  }

  private long version() {
    if (!to.matches("v?\\d{1,18}")) {
      throw new UserException("--to: '" + to + "' is no version", "write v5");
    }
    return Long.parseLong(to.startsWith("v") ? to.substring(1) : to);
  }
}
