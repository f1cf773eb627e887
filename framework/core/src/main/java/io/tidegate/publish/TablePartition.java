package io.tidegate.publish;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a table holds under one value of a partition column.
 *
 * @param value as ISO 8601 has it, a time stamp in UTC; empty for null
 * @param rows empty where the log does not tell of every file
 */
public record TablePartition(Optional<String> value, long files, long bytes, OptionalLong rows) {}
