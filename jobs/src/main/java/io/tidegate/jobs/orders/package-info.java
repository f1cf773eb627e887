/** The example pipeline: a shop's daily orders, from files to revenue by nation. */
@org.jspecify.annotations.NullMarked
package io.tidegate.jobs.orders;
