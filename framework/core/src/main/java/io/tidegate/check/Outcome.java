package io.tidegate.check;

/**
 * What a check found. "Could not measure" is its own outcome: it is never a pass and never looks
 * like bad data.
 */
public sealed interface Outcome {

  /**
   * @param expected the bound or rule that held, as a person reads it
   * @param actual the value that was measured
   */
  record Passed(String expected, String actual) implements Outcome {}

  /**
   * @param detail more lines for a person, such as a schema diff; empty when there are none
   */
  record Failed(String expected, String actual, String detail) implements Outcome {
    public Failed(String expected, String actual) {
      this(expected, actual, "");
    }
  }

  /** The check had nothing to compare with, such as too short a history. */
  record NotApplicable(String why) implements Outcome {}

  /** The measure itself failed. */
  record CouldNotMeasure(String cause) implements Outcome {}
}
