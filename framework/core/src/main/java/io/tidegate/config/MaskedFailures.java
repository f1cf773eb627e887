package io.tidegate.config;

import io.tidegate.problem.Problem;
import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Failures without the secrets that their messages hold, causes and suppressed ones included. */
record MaskedFailures(SecretMask secrets) {

  RuntimeException mask(Exception failure) {
    return failure instanceof RuntimeException unchecked && isClean(failure)
        ? unchecked
        : copy(failure);
  }

  private boolean isClean(@Nullable Throwable failure) {
    return failure == null
        || (!secrets.hides(failure.toString())
            && isClean(failure.getCause())
            && List.of(failure.getSuppressed()).stream().allMatch(this::isClean));
  }

  private RuntimeException copy(Throwable failure) {
    RuntimeException copy = alike(failure);
    copy.setStackTrace(failure.getStackTrace());
    Throwable cause = failure.getCause();
    if (cause != null) {
      copy.initCause(copy(cause));
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      copy.addSuppressed(copy(suppressed));
    }
    return copy;
  }

  private RuntimeException alike(Throwable failure) {
    if (failure instanceof UserException mistake) {
      return new UserException(mistake.problems().stream().map(this::mask).toList());
    }
    String message = failure.getMessage();
    return failure instanceof TransientException
        ? new TransientException(message == null ? "" : secrets.mask(message))
        : new Masked(failure.getClass().getName(), message == null ? "" : secrets.mask(message));
  }

  private Problem mask(Problem problem) {
    return new Problem(
        problem.place(), secrets.mask(problem.message()), secrets.mask(problem.remedy()));
  }

  /** Prints as the failure that it stands for. */
  private static final class Masked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    Masked(String type, String message) {
      super(message);
      this.type = type;
    }

    @Override
    public String toString() {
      return type + ": " + getMessage();
    }
  }
}
