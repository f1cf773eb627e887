package io.tidegate.cli;

import io.tidegate.config.JobConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What starting a job takes, from {@code tidegate run} and from a job's own {@code main}. */
final class RunOptions {

  @Parameters(paramLabel = "CONF", description = "The job's conf file.")
  private String conf = "";

  @Option(
      names = "--date",
      required = true,
      paramLabel = "DATE",
      description = "The logical date: 2020-03-22 or 2020-03-22T05:00Z.")
  private String date = "";

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes the report of the run there, as JSON.")
  private @Nullable Path report;

  @Option(
      names = "--try",
      paramLabel = "N",
      description = "Which try of this date it is, as 'tidegate submit' counts them.")
  private @Nullable Integer attempt;

  @Mixin private ConfOptions options = new ConfOptions();

  JobConfig read() {
    return options.read(conf, Optional.of(Dates.parse(date)));
  }

  JobConfig readWithClass() {
    return options.readWithClass(conf, Optional.of(Dates.parse(date)));
  }

  /** Runs, and leaves the code of a run that was submitted where its submitter finds it. */
  ExitCode recorded(JobConfig config, Supplier<RunEnd> run) {
    return attempt == null ? run.get().code() : new SubmittedRun(config, attempt).run(run);
  }

  Optional<Path> report() {
    return Optional.ofNullable(report);
  }
}
