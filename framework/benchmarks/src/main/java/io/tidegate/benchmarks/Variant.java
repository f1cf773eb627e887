package io.tidegate.benchmarks;

import java.nio.file.Path;

/** One way to do the work that a comparison compares. */
record Variant(String name, Work work) {

  @FunctionalInterface
  interface Work {
    /**
     * @param target an empty place of its own, removed after the time is taken
     */
    void run(Path target);
  }
}
