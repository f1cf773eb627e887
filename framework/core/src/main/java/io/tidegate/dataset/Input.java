package io.tidegate.dataset;

import io.tidegate.check.Finding;
import io.tidegate.ledger.InputVersion;
import io.tidegate.volume.ComparedRows;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An input that is resolved to an exact version. A Delta table is read at that version, whatever is
 * published in between. Files are those that were listed when it was resolved, and no others; a
 * file that is replaced in place can still give other rows, which {@link #requireUnchanged} finds.
 */
public interface Input extends AutoCloseable {

  /** The key in the conf. */
  String name();

  /** What was resolved: kept in the ledger and in the commit of every output. */
  InputVersion version();

  /**
   * The rows, lazily. Corrupt rows are left out. Each call gives the same Dataset.
   *
   * <p>A file that is removed after it was resolved makes the action that reads it fail; {@link
   * ReadFailures} says so in words.
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

  /**
   * CSV and JSON: rows left out as unreadable, or as empty where the schema says {@code NOT NULL};
   * known as {@link #rowCount}; 0 for other formats.
   */
  OptionalLong corruptRows();

  /**
   * The rows that were left out: {@code file}, {@code line} from 1, {@code text} and {@code
   * reason}. To be asked once the job has read its inputs; reads again the files that have some.
   *
   * @return empty when none was left out
   */
  Optional<Dataset<Row>> rejectedRows();

  /** Freshness, schema and the bounds that are known now; called before the transform. */
  List<Finding> checkBefore();

  /** The bounds on rows that were not known before, and corrupt rows; called after staging. */
  List<Finding> checkAfter();

  /**
   * What the source has of this input's rows beside those that landed; asks the source, and Spark.
   *
   * @param landed with the job's names of the columns; what else it has is not compared
   * @return empty where the source cannot sum its rows
   */
  default Optional<ComparedRows> beside(Dataset<Row> landed) {
    return Optional.empty();
  }

  /**
   * Compares each file with the one that was resolved, by size and time of its last change, in one
   * listing. To be called when the job has read its inputs and before anything is published.
   *
   * @throws io.tidegate.problem.TransientException naming a file that is gone or not the same; a
   *     new run, which resolves the input anew, can succeed
   */
  void requireUnchanged();

  /** Frees what reading needed, once every row has been read. */
  @Override
  default void close() {}
}
