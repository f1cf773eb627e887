package io.tidegate.benchmarks;

import java.nio.file.Path;

/**
 * One way to do the work that a comparison compares.
 *
 * @param before prepares it; not counted
 * @param here whether this JVM does it, so that its CPU time tells of it
 */
record Variant(String name, Work work, boolean here, Runnable before) {

  Variant(String name, Work work) {
    this(name, work, true);
  }

  Variant(String name, Work work, boolean here) {
    this(name, work, here, () -> {});
  }

  /** The same, prepared by something that is not counted. */
  Variant after(Runnable preparation) {
    return new Variant(name, work, here, preparation);
  }

  @FunctionalInterface
  interface Work {
    /**
     * @param target an empty place of its own, removed after the time is taken
     */
    void run(Path target);
  }
}
