package io.tidegate.dataset;

import io.tidegate.check.Finding;
import io.tidegate.jdbc.ReadSession;
import io.tidegate.ledger.InputVersion;
import io.tidegate.volume.ComparedRows;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** An input of a database, read in a transaction that stays open until it is closed. */
record JdbcInput(Input input, SourceComparison comparison, ReadSession session) implements Input {

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

  /** What does not fit fails the read. */
  @Override
  public Optional<Dataset<Row>> rejectedRows() {
    return Optional.empty();
  }

  @Override
  public List<Finding> checkBefore() {
    return input.checkBefore();
  }

  @Override
  public List<Finding> checkAfter() {
    return input.checkAfter();
  }

  @Override
  public Optional<ComparedRows> beside(Dataset<Row> landed) {
    return Optional.of(comparison.with(landed));
  }

  /** What is read in a transaction does not change. */
  @Override
  public void requireUnchanged() {}

  @Override
  public void close() {
    session.close();
  }
}
