package io.tidegate.publish;

import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * @param base the table as the run found it; a commit that is not compatible with what has been
 *     published since fails
 * @param rows aligned to the schema that the table has, or will have; may carry an observation
 * @param evolution what the commit does to the table's schema
 */
public record StageRequest(
    String runId,
    String job,
    LogicalDate logicalDate,
    OutputConfig output,
    TableState base,
    Dataset<Row> rows,
    Evolution evolution) {

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
