package io.tidegate.dataset;

import io.tidegate.check.Finding;
import io.tidegate.ledger.InputVersion;
import io.tidegate.problem.Problem;
import io.tidegate.problem.UserException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An input that is missing or has a form that cannot be read, which its findings say.
 *
 * @param checkBefore at least one of them has failed
 * @param problem what {@link #rows} throws, for a run that goes on all the same
 */
record UnreadableInput(InputVersion version, List<Finding> checkBefore, Problem problem)
    implements Input {

  @Override
  public String name() {
    return version.name();
  }

  @Override
  public Dataset<Row> rows() {
    throw new UserException(problem);
  }

  @Override
  public OptionalLong rowCount() {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong corruptRows() {
    return OptionalLong.empty();
  }

  @Override
  public Optional<Dataset<Row>> rejectedRows() {
    return Optional.empty();
  }

  @Override
  public List<Finding> checkAfter() {
    return List.of();
  }

  @Override
  public void requireUnchanged() {
    // Nothing of it was read.
  }
}
