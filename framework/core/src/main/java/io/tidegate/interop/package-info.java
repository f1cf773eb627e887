/**
 * Aggregates that are taken while something else is done with the rows. Knows Spark's insides and
 * nothing of ours.
 */
@org.jspecify.annotations.NullMarked
package io.tidegate.interop;
