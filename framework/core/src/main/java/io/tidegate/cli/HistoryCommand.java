package io.tidegate.cli;

import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunView;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "Lists the runs of a job, newest first.")
final class HistoryCommand implements Callable<Integer> {

  @Parameters(paramLabel = "JOB", description = "The job's name.")
  private String job = "";

  @Option(names = "--last", paramLabel = "N", description = "How many runs; ${DEFAULT-VALUE}.")
  private int last = 20;

  @Option(names = "--json", description = "One JSON document a line.")
  private boolean json;

  @Mixin private LedgerOptions ledger = new LedgerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Numbers.atLeast(1, "--last", last);
    PrintWriter out = spec.commandLine().getOut();
    List<RunView> runs = ledger.open().history(job, last);
    if (json) {
      runs.forEach(run -> out.println(LedgerJson.write(run)));
      return ExitCode.OK.number();
    }
    if (runs.isEmpty()) {
      out.println("no runs of " + job + " in " + ledger.path());
    }
    runs.forEach(run -> out.println(line(run)));
    return ExitCode.OK.number();
  }

  private static String line(RunView run) {
    return "%-16s %-21s %8s  %s  %s"
        .formatted(
            run.logicalDate(),
            Runs.status(run),
            run.record().map(r -> "%.1f s".formatted(r.duration().toMillis() / 1000.0)).orElse(""),
            run.runId(),
            run.record()
                .map(
                    record ->
                        record.outputs().stream()
                            .map(HistoryCommand::output)
                            .collect(Collectors.joining(", ")))
                .orElse(""));
  }

  private static String output(OutputRecord output) {
    return "%s%s %,d rows"
        .formatted(
            output.dataset(),
            output.version().isPresent() ? " v" + output.version().getAsLong() : "",
            output.rows());
  }
}
