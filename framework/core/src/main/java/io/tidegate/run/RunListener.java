package io.tidegate.run;

import io.tidegate.check.Finding;

/**
 * Told what a run is doing while it runs. Called from the run's threads, never concurrently for one
 * run's steps; what it throws is logged and hurts nothing.
 */
public interface RunListener {

  RunListener NONE = new RunListener() {};

  /**
   * @param step the step's label, such as {@code stage}
   * @param detail what of, such as an output's name; may be empty
   */
  default void step(String step, String detail) {}

  /** A finding that cannot wait for the end, such as a missed deadline. */
  default void warned(Finding finding) {}

  /** Something a person should know that is not a finding, such as a fallback or a repair. */
  default void note(String text) {}
}
