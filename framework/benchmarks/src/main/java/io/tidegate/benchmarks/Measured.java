package io.tidegate.benchmarks;

import java.util.Map;

/**
 * A result, and where it was taken.
 *
 * @param facts of the command, the machine and the versions, in the order to show them
 */
record Measured(Result result, Map<String, String> facts) {}
