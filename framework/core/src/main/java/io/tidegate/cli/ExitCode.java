package io.tidegate.cli;

import io.tidegate.job.RunReport;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;

/** What a process ends with; the contract with whatever scheduled it. */
public enum ExitCode {
  /** Published, already published, or a command that did what it was asked. */
  OK(0),
  UNEXPECTED(1),
  /** The configuration, the rules or the command line is wrong: a retry cannot help. */
  USAGE(2),
  /** Held or rejected: the data is at fault, or unusual; a person decides. */
  KEPT_BACK(3),
  /** A retry can help. The number is EX_TEMPFAIL of BSD's sysexits. */
  TRANSIENT(75);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  static ExitCode of(RunReport report) {
    return report.isPublished() ? OK : KEPT_BACK;
  }

  static ExitCode of(Throwable failure) {
    if (failure instanceof UserException) {
      return USAGE;
    }
    return failure instanceof TransientException ? TRANSIENT : UNEXPECTED;
  }
}
