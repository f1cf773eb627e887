/** The ledger as tables of Spark SQL. */
@org.jspecify.annotations.NullMarked
package io.tidegate.query;
