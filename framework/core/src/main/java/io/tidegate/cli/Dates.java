package io.tidegate.cli;

import io.tidegate.config.LogicalDate;
import io.tidegate.problem.UserException;

/** Logical dates on the command line. */
final class Dates {

  private Dates() {}

  static LogicalDate parse(String text) {
    try {
      return LogicalDate.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UserException("--date: " + e.getMessage(), "");
    }
  }
}
