package io.tidegate.cli;

import io.tidegate.config.JobConfig;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.problem.Failures;
import io.tidegate.problem.OneLine;
import io.tidegate.problem.Problems;
import io.tidegate.problem.UserException;
import io.tidegate.run.RetainLedger;
import io.tidegate.run.RetainReport;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "retain",
    mixinStandardHelpOptions = true,
    description =
        "Deletes the partitions that are past their time, and files that no version needs any more,"
            + " as the confs' retention blocks say; from the ledger what is past ledger.keep.")
final class RetainCommand implements Callable<Integer> {

  @Parameters(paramLabel = "CONF", arity = "1..*", description = "Conf files.")
  private List<String> confs = List.of();

  @Option(names = "--dry-run", description = "Tells what would be removed; changes nothing.")
  private boolean dryRun;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the ledger.")
  private String reason = "as the conf says";

  @Option(names = "--json", description = "One JSON document a line, for each table and ledger.")
  private boolean json;

  @Mixin private ConfOptions options = new ConfOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (reason.isBlank()) {
      throw new UserException("--reason: is empty", "say why, or leave it out");
    }
    List<JobConfig> jobs = read();
    var failures = new Failures();
    for (JobConfig job : jobs) {
      Optional<Duration> keep = job.ledger().keep();
      if (job.outputs().values().stream().anyMatch(output -> output.retention().isSet())) {
        failures.attempt(() -> retain(job, jobs));
      } else if (keep.isEmpty()) {
        out().println(job.name() + ": no output has a retention, and the ledger no keep");
      }
      keep.ifPresent(time -> failures.attempt(() -> retainLedger(job, time)));
    }
    failures.throwIfAny();
    return ExitCode.OK.number();
  }

  /** All of them before the first is worked on. */
  private List<JobConfig> read() {
    var problems = new Problems();
    var jobs = new ArrayList<JobConfig>();
    for (String conf : confs) {
      try {
        jobs.add(options.read(conf, Optional.empty()));
      } catch (UserException e) {
        problems.addAll(e.problems());
      }
    }
    problems.throwIfAny();
    return jobs;
  }

  private void retain(JobConfig job, List<JobConfig> all) {
    new KeptBackRuns(job.ledger().path(), Optional.of(job), out())
        .retain(job, all, dryRun ? Optional.empty() : Optional.of(reason), this::tell);
  }

  private void retainLedger(JobConfig job, Duration keep) {
    String user = System.getProperty("user.name", "unknown");
    var ledger = new RetainLedger(Ledger.open(job.ledger().path()), Clock.systemUTC(), user);
    var report = dryRun ? ledger.plan(job, keep) : ledger.retain(job, keep, reason);
    tell(report, List.of(RetainLines.of(report, dryRun)));
  }

  private void tell(RetainReport report) {
    tell(report, RetainLines.of(report));
  }

  private void tell(Object report, List<String> lines) {
    if (json) {
      out().println(LedgerJson.write(report));
    } else {
      lines.forEach(line -> out().println(OneLine.of(line)));
    }
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
