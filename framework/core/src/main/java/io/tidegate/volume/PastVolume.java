package io.tidegate.volume;

import io.tidegate.config.LogicalDate;

/** The rows that a run published for a logical date. */
public record PastVolume(LogicalDate logicalDate, long rows) {}
