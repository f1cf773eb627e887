/** The ledger's tables in other engines' SQL. */
@org.jspecify.annotations.NullMarked
package io.tidegate.dialects;
