package io.tidegate.problem;

/**
 * The environment stood in the way: a lost race for a table, a store that did not answer. The same
 * run may succeed later. Exit code 75.
 */
public class TransientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param attempted what was attempted and what came back, for the reader of a log
   */
  public TransientException(String attempted) {
    super(attempted);
  }

  public TransientException(String attempted, Throwable cause) {
    super(attempted, cause);
  }
}
