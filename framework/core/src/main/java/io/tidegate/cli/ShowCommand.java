package io.tidegate.cli;

import io.tidegate.job.RunReport;
import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.RunView;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows a run: its report and what happened to it since.")
final class ShowCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The run's id.")
  private String runId = "";

  @Option(names = "--json", description = "As one JSON document.")
  private boolean json;

  @Mixin private LedgerOptions ledger = new LedgerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    RunView run = Runs.find(ledger.open(), runId);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(LedgerJson.write(run));
      return ExitCode.OK.number();
    }
    out.println(
        run.record()
            .map(record -> new RunReport(record).toTable())
            .orElseGet(
                () ->
                    "%s %s: started at %s, not ended"
                        .formatted(
                            run.start().job(), run.start().logicalDate(), run.start().started())));
    run.interventions().forEach(intervention -> out.println(line(intervention)));
    return ExitCode.OK.number();
  }

  private static String line(Intervention intervention) {
    return "  %s at %s by %s: %s"
        .formatted(
            intervention.status().name().toLowerCase(Locale.ROOT),
            intervention.at(),
            intervention.who(),
            intervention.reason());
  }
}
