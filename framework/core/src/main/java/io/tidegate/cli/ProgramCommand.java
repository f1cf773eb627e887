package io.tidegate.cli;

import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.lineage.provenance.Build;
import io.tidegate.problem.OneLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "program",
    mixinStandardHelpOptions = true,
    description = "Tells what a build of the program wrote, and how its runs ended.")
final class ProgramCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "BUILD",
      description = "A version, a git commit or its beginning, or both: 1.2.0+3f9a1c2.")
  private String build = "";

  @Option(
      names = "--compare",
      paramLabel = "BUILD",
      description = "Another build beside it: volumes, metrics and durations of the same jobs.")
  private @Nullable String other;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "How many runs of each job to look at; ${DEFAULT-VALUE}.")
  private int last = 1000;

  @Option(names = "--json", description = "One JSON document for each build.")
  private boolean json;

  @Mixin private LedgerOptions ledger = new LedgerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Numbers.atLeast(1, "--last", last);
    PrintWriter out = spec.commandLine().getOut();
    Ledger opened = ledger.open();
    Build first = Build.of(opened, build, last);
    if (other == null) {
      print(out, json ? List.of(LedgerJson.write(first)) : BuildLines.of(first));
      return ExitCode.OK.number();
    }
    Build second = Build.of(opened, other, last);
    print(
        out,
        json
            ? List.of(LedgerJson.write(first), LedgerJson.write(second))
            : BuildLines.compared(first, second));
    return ExitCode.OK.number();
  }

  private static void print(PrintWriter out, List<String> lines) {
    lines.forEach(line -> out.println(OneLine.of(line)));
  }
}
