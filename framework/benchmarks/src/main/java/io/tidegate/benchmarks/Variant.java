package io.tidegate.benchmarks;

import java.nio.file.Path;

/**
 * One way to do the work that a comparison compares.
 *
 * @param here whether this JVM does it, so that its CPU time tells of it
 */
record Variant(String name, Work work, boolean here) {

  Variant(String name, Work work) {
    this(name, work, true);
  }

  @FunctionalInterface
  interface Work {
    /**
     * @param target an empty place of its own, removed after the time is taken
     */
    void run(Path target);
  }
}
