/** What the gate costs, measured beside plain Spark and beside Deequ's own ways. */
@org.jspecify.annotations.NullMarked
package io.tidegate.benchmarks;
