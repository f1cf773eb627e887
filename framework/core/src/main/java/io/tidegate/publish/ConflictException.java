package io.tidegate.publish;

import io.tidegate.problem.TransientException;

/** Somebody else published to the table in a way that this commit cannot be merged with. */
public final class ConflictException extends TransientException {

  private static final long serialVersionUID = 1L;

  public ConflictException(String message) {
    super(message);
  }

  public ConflictException(String message, Throwable cause) {
    super(message, cause);
  }
}
