package io.tidegate.publish.delta;

import static java.util.stream.Collectors.joining;

import io.tidegate.problem.Place;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import io.tidegate.publish.BrokenConstraintException;
import java.util.Map;
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
   * The job's rows break a promise of the table, or their columns do not fit it; empty for a
   * failure of the job or the environment.
   *
   * @param predicate what the write replaces, which every row has to satisfy
   */
  static Optional<RuntimeException> ofStaging(
      Throwable thrown, String outputKey, Optional<String> predicate) {
    Optional<RuntimeException> known =
        violation(thrown).map(violated -> broken(violated, predicate));
    if (known.isEmpty() && isMistake(thrown)) {
      var place = Place.key("outputs." + outputKey);
      known = Optional.of(new UserException(Problem.at(place, firstLine(thrown))));
    }
    known.ifPresent(exception -> exception.initCause(thrown));
    return known;
  }

  /** What Delta says of the request, not of the environment. */
  static boolean isMistake(Throwable thrown) {
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

  /** Of the first row that Delta met. */
  private static RuntimeException broken(Throwable violated, Optional<String> predicate) {
    Map<String, String> said =
        violated instanceof SparkThrowable delta ? delta.getMessageParameters() : Map.of();
    String column = said.get("columnName");
    if (column != null) {
      return BrokenConstraintException.notNull(column, "a row in which it is null");
    }
    String name = said.get("constraintName");
    if (name == null) {
      return new BrokenConstraintException(
          "constraint",
          "what the table's columns can hold",
          oneLine(violated),
          "leave such rows out in the transform, or change the table");
    }
    return predicate.isPresent() && name.startsWith(PREDICATE)
        ? BrokenConstraintException.replaced(predicate.get())
        : BrokenConstraintException.check(
            name, said.getOrDefault("expression", ""), "a row with " + values(said));
  }

  private static String oneLine(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).lines().map(String::strip).collect(joining(" "));
  }

  /** Delta's list of the row's values, on one line. */
  private static String values(Map<String, String> said) {
    return said.getOrDefault("values", "")
        .lines()
        .map(line -> line.strip().replaceFirst("^- ", "").replaceFirst(" : ", " = "))
        .collect(joining(", "));
  }

  /** Delta's message without the conflicting commit's dump and the link to its documentation. */
  static String firstLine(Throwable thrown) {
    String message = Optional.ofNullable(thrown.getMessage()).orElse(thrown.toString());
    return message.lines().findFirst().orElse(message).strip();
  }
}
