package io.tidegate.publish;

/** How much a version of a table holds. */
public record TableSize(long rows, long bytes) {}
