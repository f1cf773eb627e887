package io.tidegate.cli;

import io.tidegate.job.RunReport;
import io.tidegate.ledger.Intervention;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.RunProcess;
import io.tidegate.ledger.RunStart;
import io.tidegate.ledger.RunView;
import io.tidegate.problem.Human;
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
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows a run: its report and what happened to it since.")
final class ShowCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The run's id.")
  private String runId = "";

  @Option(names = "--json", description = "As one JSON document.")
  private boolean json;

  @Option(names = "--columns", description = "Also where each column of the outputs comes from.")
  private boolean columns;

  @Mixin private LedgerOptions ledger = new LedgerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Ledger opened = ledger.open();
    RunView run = Runs.find(opened, runId);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(LedgerJson.write(run));
      return ExitCode.OK.number();
    }
    out.println(
        run.record()
            .map(record -> new RunReport(record).toTable())
            .orElseGet(() -> withoutRecord(run)));
    run.interventions().forEach(intervention -> out.println(OneLine.of(line(intervention))));
    if (columns) {
      run.record()
          .ifPresent(
              record ->
                  new ColumnLines(opened)
                      .of(record)
                      .forEach(line -> out.println(OneLine.of("  " + line))));
    }
    run.unreadable().forEach(problem -> out.println(OneLine.of("  " + problem)));
    return ExitCode.OK.number();
  }

  private static String withoutRecord(RunView run) {
    var text = new StringBuilder();
    text.append("%s %s: %s".formatted(run.job(), run.logicalDate(), Runs.status(run)));
    run.start().ifPresent(start -> text.append("\n  ").append(OneLine.of(line(start))));
    run.warnings().forEach(warning -> text.append("\n  ").append(OneLine.of(line(warning))));
    return text.toString();
  }

  private static String line(RunView.Warning warning) {
    var finding = warning.finding();
    return "at %s %s %s: %s"
        .formatted(warning.at(), finding.subject(), finding.check(), Runs.text(finding.outcome()));
  }

  private static String line(RunStart start) {
    RunProcess process = start.process();
    return "started at %s by %s on %s, process %d%s"
        .formatted(
            start.started(),
            start.user(),
            process.host(),
            process.pid(),
            process.application().map(id -> ", application " + id).orElse(""));
  }

  private static String line(Intervention intervention) {
    return "  " + Human.words(intervention.status()) + " " + Runs.text(intervention);
  }
}
