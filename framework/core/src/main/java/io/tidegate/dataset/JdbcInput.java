package io.tidegate.dataset;

import io.tidegate.check.Finding;
import io.tidegate.jdbc.ReadSession;
import io.tidegate.ledger.InputVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An input of a database, read in a transaction that stays open until it is closed.
 *
 * @param marks the finding on rows that no slice has
 */
record JdbcInput(Input input, Optional<Finding> marks, ReadSession session) implements Input {

  @Override
  public String name() {
    return input.name();
  }

  @Override
  public InputVersion version() {
    return input.version();
  }

  @Override
  public Dataset<Row> rows() {
    return input.rows();
  }

  @Override
  public OptionalLong rowCount() {
    return input.rowCount();
  }

  @Override
  public OptionalLong corruptRows() {
    return input.corruptRows();
  }

  @Override
  public List<Finding> checkBefore() {
    return Stream.concat(input.checkBefore().stream(), marks.stream()).toList();
  }

  @Override
  public List<Finding> checkAfter() {
    return input.checkAfter();
  }

  /** What is read in a transaction does not change. */
  @Override
  public void requireUnchanged() {}

  @Override
  public void close() {
    session.close();
  }
}
