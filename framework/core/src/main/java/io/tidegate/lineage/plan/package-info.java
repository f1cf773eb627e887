/** Where columns come from, read off the plans of Spark. */
@org.jspecify.annotations.NullMarked
package io.tidegate.lineage.plan;
