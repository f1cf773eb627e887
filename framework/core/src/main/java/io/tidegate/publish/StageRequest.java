package io.tidegate.publish;

import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * @param base the table as the run found it; a commit that is not compatible with what has been
 *     published since fails
 * @param rows with the columns of {@code change.schema()}; may carry an observation
 * @param change what the commit makes of the table
 */
public record StageRequest(
    String runId,
    String job,
    LogicalDate logicalDate,
    OutputConfig output,
    TableState base,
    Dataset<Row> rows,
    TableChange change) {

  /** How the table's schema changes with the publish. */
  public enum Evolution {
    /** Not at all. */
    NONE,
    /** New columns, wider types, relaxed nullability: merged into the table's schema. */
    MERGE,
    /** The whole schema is replaced; {@code OVERWRITE} only. */
    REPLACE
  }
}
