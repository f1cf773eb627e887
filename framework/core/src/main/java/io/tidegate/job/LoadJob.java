package io.tidegate.job;

/**
 * A job that hands checked inputs to a system outside: a database, an index, a service. Tidegate
 * checks the inputs, records the run and watches the clock; the load itself, and that running it
 * again does no harm, is the author's.
 */
public abstract class LoadJob extends SparkJob {

  /** Writes. Called once, after every input has passed its checks. */
  protected abstract void load(Inputs inputs, RunContext run);

  @Override
  public final Outputs compute(Inputs inputs, RunContext run) {
    load(inputs, run);
    return Outputs.NONE;
  }
}
