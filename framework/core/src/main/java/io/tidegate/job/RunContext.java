package io.tidegate.job;

import io.tidegate.config.LogicalDate;
import io.tidegate.config.Settings;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;

/**
 * What a job's author knows of the run.
 *
 * @param intervalStart the start of the data interval, the logical date's instant
 * @param intervalEnd its end, exclusive
 */
public record RunContext(
    String runId,
    String job,
    LogicalDate logicalDate,
    Instant intervalStart,
    Instant intervalEnd,
    Settings settings,
    SparkSession spark) {}
