/**
 * Whole runs while things die: a process, the power, an operation of the storage. What is claimed
 * of them is in docs/reliability.md, with what was measured.
 *
 * <p>{@code mvn verify} runs a part; {@code -Dtidegate.faults=all} runs every fault point.
 */
@org.jspecify.annotations.NullMarked
package io.tidegate.faults;
