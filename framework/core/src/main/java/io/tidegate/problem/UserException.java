package io.tidegate.problem;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The user asked for something that cannot be done as it is written. Never worth a retry: the
 * configuration, the rules or the command must change. Exit code 2.
 */
public class UserException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public UserException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public UserException(Problem problem) {
    this(List.of(problem));
  }

  public UserException(String message, String remedy) {
    this(new Problem(Place.UNKNOWN, message, remedy));
  }

  public final List<Problem> problems() {
    return problems;
  }
}
