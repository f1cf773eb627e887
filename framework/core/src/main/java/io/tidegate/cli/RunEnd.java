package io.tidegate.cli;

import io.tidegate.check.Finding;
import io.tidegate.job.RunReport;
import io.tidegate.problem.Human;
import java.util.stream.Collectors;

/**
 * What a run came to, for whoever started it.
 *
 * @param reason why nothing was published; empty when it was
 */
record RunEnd(ExitCode code, String reason) {

  static RunEnd of(RunReport report) {
    return new RunEnd(ExitCode.of(report), report.isPublished() ? "" : reason(report));
  }

  private static String reason(RunReport report) {
    return report.record().findings().stream()
        .filter(finding -> !finding.verdict().publishes())
        .map(RunEnd::line)
        .collect(Collectors.joining("\n", Human.words(report.status()) + ": ", ""));
  }

  private static String line(Finding finding) {
    return finding.subject() + " " + finding.check() + ": " + Runs.text(finding.outcome());
  }
}
