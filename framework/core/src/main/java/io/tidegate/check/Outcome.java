package io.tidegate.check;

import java.util.function.UnaryOperator;

/**
 * What a check found. "Could not measure" is its own outcome: it is never a pass and never looks
 * like bad data.
 */
public sealed interface Outcome {

  /** The same outcome in other words. */
  Outcome map(UnaryOperator<String> words);

  /**
   * @param expected the bound or rule that held, as a person reads it
   * @param actual the value that was measured
   */
  record Passed(String expected, String actual) implements Outcome {
    @Override
    public Passed map(UnaryOperator<String> words) {
      return new Passed(words.apply(expected), words.apply(actual));
    }
  }

  /**
   * @param detail more lines for a person, such as a schema diff; empty when there are none
   */
  record Failed(String expected, String actual, String detail) implements Outcome {
    public Failed(String expected, String actual) {
      this(expected, actual, "");
    }

    @Override
    public Failed map(UnaryOperator<String> words) {
      return new Failed(words.apply(expected), words.apply(actual), words.apply(detail));
    }
  }

  /** The check had nothing to compare with, such as too short a history. */
  record NotApplicable(String why) implements Outcome {
    @Override
    public NotApplicable map(UnaryOperator<String> words) {
      return new NotApplicable(words.apply(why));
    }
  }

  /** The measure itself failed. */
  record CouldNotMeasure(String cause) implements Outcome {
    @Override
    public CouldNotMeasure map(UnaryOperator<String> words) {
      return new CouldNotMeasure(words.apply(cause));
    }
  }
}
