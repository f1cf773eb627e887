package io.tidegate.publish;

import io.tidegate.config.LogicalDate;
import io.tidegate.config.OutputConfig;
import io.tidegate.config.PublishStrategy;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

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

  /**
   * What staging this came to.
   *
   * @param schema of the staged rows
   * @param partitionBy the table's partition columns
   * @param actions the publisher's own business
   */
  public StagedOutput staged(
      PublishStrategy strategy,
      StructType schema,
      List<String> partitionBy,
      List<StagedOutput.File> files,
      List<String> actions,
      long rows,
      Instant at) {
    return new StagedOutput(
        runId,
        job,
        logicalDate,
        output.key(),
        output.name(),
        output.path(),
        strategy,
        output.write(),
        base.version(),
        schema.json(),
        partitionBy,
        files,
        actions,
        rows,
        files.stream().mapToLong(StagedOutput.File::bytes).sum(),
        at);
  }

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
