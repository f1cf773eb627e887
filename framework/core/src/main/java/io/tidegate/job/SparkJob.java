package io.tidegate.job;

/**
 * What every kind of job is: inputs in, outputs out. Tidegate opens and closes everything around
 * it. A job has no state; it has a constructor without arguments when {@code tidegate run} is to
 * start it.
 *
 * @see ExtractJob
 * @see TransformJob
 * @see LoadJob
 */
public abstract class SparkJob {

  /**
   * Describes the computation, without running it: no actions, no writes.
   *
   * @return a Dataset for each output of the conf
   */
  public abstract Outputs compute(Inputs inputs, RunContext run);
}
