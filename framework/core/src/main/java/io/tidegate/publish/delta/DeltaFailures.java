package io.tidegate.publish.delta;

import static java.util.stream.Collectors.joining;

import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.delta.schema.InvariantViolationException;

/** What Delta throws, in the words and the types that our callers know. */
final class DeltaFailures {

  /** What Delta calls a constraint that has no name, as that of a replacing write. */
  static final String PREDICATE = "EXPRESSION(";

  private DeltaFailures() {}

  /**
   * The job's rows do not fit the table; empty for a failure of the job or the environment.
   *
   * @param predicate what the write replaces, which every row has to satisfy
   */
  static Optional<UserException> ofStaging(
      Throwable thrown, String outputKey, Optional<String> predicate) {
    var broken = violation(thrown);
    if (broken.isEmpty() && !isMistake(thrown)) {
      return Optional.empty();
    }
    String message =
        broken.map(violated -> broken(violated, predicate)).orElseGet(() -> firstLine(thrown));
    var mistake = new UserException(Problem.at(Place.key("outputs." + outputKey), message));
    mistake.initCause(thrown);
    return Optional.of(mistake);
  }

  private static boolean isMistake(Throwable thrown) {
    return thrown instanceof AnalysisException
        || (thrown instanceof SparkThrowable delta
            && delta.getErrorClass() != null
            && delta.getErrorClass().startsWith("DELTA_"));
  }

  private static Optional<Throwable> violation(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .filter(InvariantViolationException.class::isInstance)
        .findFirst();
  }

  private static String broken(Throwable violated, Optional<String> predicate) {
    String row =
        String.valueOf(violated.getMessage()).lines().map(String::strip).collect(joining(" "));
    return predicate
        .filter(where -> row.contains("constraint " + PREDICATE))
        .map(where -> "there are rows outside of what the output replaces: " + where)
        .orElse("a row breaks a constraint of the table: " + row);
  }

  /** Delta's message without the conflicting commit's dump and the link to its documentation. */
  static String firstLine(Throwable thrown) {
    String message = Optional.ofNullable(thrown.getMessage()).orElse(thrown.toString());
    return message.lines().findFirst().orElse(message).strip();
  }
}
