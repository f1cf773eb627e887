package io.tidegate.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects every problem of an input before any of them is reported. Not thread-safe. */
public final class Problems {

  private final List<Problem> found = new ArrayList<>();

  public void add(Problem problem) {
    found.add(problem);
  }

  public void addAll(List<Problem> problems) {
    found.addAll(problems);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order in which they were added. */
  public List<Problem> list() {
    return List.copyOf(found);
  }

  /**
   * @throws UserException with all problems, when there is at least one
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new UserException(list());
    }
  }
}
