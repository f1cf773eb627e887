package io.tidegate.jdbc;

import io.tidegate.problem.TransientException;
import io.tidegate.problem.UserException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** What a database's refusal means for whoever runs the job, by its SQLSTATE. */
public final class SqlFailures {

  /**
   * Classes of SQLSTATE after which the same may succeed later: connection, transaction rollback,
   * insufficient resources, object in use, operator intervention, system error.
   */
  private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

  /** Where in a statement of ours, which nobody sees. */
  private static final String POSITION = "Position:";

  private SqlFailures() {}

  /**
   * @param attempted what was attempted, as in {@code reading the table x}
   */
  public static RuntimeException explain(SQLException failure, String attempted) {
    String text = attempted + " failed: " + said(failure);
    if (isPassing(failure)) {
      return new TransientException(text, failure);
    }
    var mistake = new UserException(text, "");
    mistake.initCause(failure);
    return mistake;
  }

  /** The innermost failure of a database, however deep Spark has wrapped it. */
  public static Optional<SQLException> in(Throwable failure) {
    return ExceptionUtils.getThrowableList(failure).stream()
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .reduce((outer, inner) -> inner);
  }

  /** Whether the same may succeed later. A failure without a state says nothing of it. */
  private static boolean isPassing(SQLException failure) {
    String state = failure.getSQLState();
    return failure instanceof SQLTransientException
        || (state != null && state.length() >= 2 && PASSING.contains(state.substring(0, 2)));
  }

  /** With the next exceptions of a batch, which alone say what was wrong with its rows. */
  public static String said(SQLException failure) {
    SQLException next = failure.getNextException();
    String message = String.valueOf((next == null ? failure : next).getMessage());
    return message
        .lines()
        .map(String::strip)
        .filter(line -> !line.startsWith(POSITION))
        .collect(Collectors.joining("; "));
  }
}
