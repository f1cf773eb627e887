package io.tidegate.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * Of several pieces of work of which none keeps another from being done, what went wrong. For one
 * thread.
 */
public final class Failures {

  private final Problems problems = new Problems();
  private final List<TransientException> passing = new ArrayList<>();

  /** Does the work; anything but a mistake or what a retry can mend goes on to the caller. */
  public void attempt(Runnable work) {
    try {
      work.run();
    } catch (UserException e) {
      problems.addAll(e.problems());
    } catch (TransientException e) {
      passing.add(e);
    }
  }

  /**
   * @throws UserException with every mistake; a retry cannot mend these, whatever else there is
   * @throws TransientException the first, with the others suppressed
   */
  public void throwIfAny() {
    if (!passing.isEmpty() && problems.list().isEmpty()) {
      TransientException first = passing.get(0);
      passing.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
    passing.forEach(e -> problems.add(Problem.at(Place.UNKNOWN, String.valueOf(e.getMessage()))));
    problems.throwIfAny();
  }
}
