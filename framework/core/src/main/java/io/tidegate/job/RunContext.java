package io.tidegate.job;

import io.tidegate.config.LogicalDate;
import io.tidegate.config.Settings;
import java.time.Instant;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * What a job's author knows of the run.
 *
 * @param intervalStart the start of the data interval, the logical date's instant
 * @param intervalEnd its end, exclusive
 * @param outputs the keys of the conf's outputs, in the conf's order; {@link Outputs#SINGLE} for a
 *     single {@code output} block
 */
public record RunContext(
    String runId,
    String job,
    LogicalDate logicalDate,
    Instant intervalStart,
    Instant intervalEnd,
    Settings settings,
    Set<String> outputs,
    SparkSession spark) {}
