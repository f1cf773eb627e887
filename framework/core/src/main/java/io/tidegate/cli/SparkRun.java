package io.tidegate.cli;

import io.tidegate.config.JobConfig;
import io.tidegate.job.RunReport;
import io.tidegate.job.SparkJob;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import io.tidegate.run.JobRunner;
import io.tidegate.run.OpenSession;
import io.tidegate.run.Sessions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Runs a job on a session of its own and shows what it came to. */
final class SparkRun {

  private final PrintWriter out;

  SparkRun(PrintWriter out) {
    this.out = out;
  }

  RunEnd run(SparkJob job, JobConfig config, Optional<Path> reportFile) {
    reportFile.ifPresent(SparkRun::checkFolder);
    try (OpenSession session = Sessions.open(config);
        var progress = TerminalProgress.start(session.spark())) {
      RunReport report =
          new JobRunner(session.spark(), Clock.systemUTC(), progress).run(job, config);
      progress.close();
      out.println(report.toTable());
      reportFile.ifPresent(file -> write(report, file));
      return RunEnd.of(report);
    }
  }

  /** Before the run: after it, the data is published and the mistake cannot be corrected. */
  private static void checkFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new UserException(
          "--report: " + file + " cannot be written", "name a file in a directory that exists");
    }
  }

  private static void write(RunReport report, Path file) {
    try {
      Files.writeString(file, LedgerJson.write(report.record()) + "\n");
    } catch (IOException e) {
      throw new TransientException("the report could not be written to " + file, e);
    }
  }
}
