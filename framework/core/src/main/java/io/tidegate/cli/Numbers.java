package io.tidegate.cli;

import io.tidegate.problem.UserException;

/** Numbers on the command line. */
final class Numbers {

  private Numbers() {}

  /**
   * @throws UserException when the option's value is less than the least that it can be
   */
  static void atLeast(int least, String option, long value) {
    if (value < least) {
      throw new UserException(option + ": " + value + " is less than " + least, "");
    }
  }
}
