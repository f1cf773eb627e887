package io.tidegate.publish;

import io.tidegate.config.LogicalDate;
import io.tidegate.config.PublishStrategy;
import io.tidegate.config.WriteMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Files that are written and not visible, with all that is needed to publish them later, in another
 * process: a value that the ledger keeps as JSON.
 *
 * @param key the output's key in the conf
 * @param path the table's directory
 * @param baseVersion the table's version that the files were staged against
 * @param schema the staged rows' schema, Spark's schema JSON
 * @param files the staged data files
 * @param actions Delta log actions, one JSON document each, in the order of the commit; the
 *     publisher's own business
 * @param rows from the files' own statistics
 * @param bytes the files' sizes
 */
public record StagedOutput(
    String runId,
    String job,
    LogicalDate logicalDate,
    String key,
    String dataset,
    String path,
    PublishStrategy strategy,
    WriteMode write,
    long baseVersion,
    String schema,
    List<String> partitionBy,
    List<File> files,
    List<String> actions,
    long rows,
    long bytes,
    Instant stagedAt) {

  /**
   * @param path absolute URI
   * @param rows -1 where the format does not say
   */
  public record File(String path, long bytes, long rows, Map<String, String> partition) {}
}
