package io.tidegate.dataset;

import io.tidegate.check.Finding;
import io.tidegate.ledger.InputVersion;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An input that is resolved to an exact version: reading it twice gives the same rows, whatever is
 * published in between.
 */
public interface Input {

  /** The key in the conf. */
  String name();

  /** What was resolved: kept in the ledger and in the commit of every output. */
  InputVersion version();

  /**
   * The rows, lazily. Corrupt rows are left out. Each call gives the same Dataset.
   *
   * <p>A file that is replaced or removed after it was resolved makes the action that reads it
   * fail; {@link ReadFailures} says so in words.
   *
   * @throws io.tidegate.problem.UserException when the rows cannot be read as configured
   */
  Dataset<Row> rows();

  /**
   * Rows read. Known before the run for Delta (statistics) and Parquet (footers); for CSV and JSON
   * known once the rows were read in full by the job, and empty before. A job that stops early or
   * filters on a column that comes from a directory's name does not read in full.
   */
  OptionalLong rowCount();

  /** CSV and JSON: rows left out as unreadable, as {@link #rowCount}; 0 for other formats. */
  OptionalLong corruptRows();

  /** Freshness, schema and the bounds that are known now; called before the transform. */
  List<Finding> checkBefore();

  /** The bounds on rows that were not known before, and corrupt rows; called after staging. */
  List<Finding> checkAfter();
}
