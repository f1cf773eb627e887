/**
 * What lineage backends are told of runs: OpenLineage events, built from the ledger's records, kept
 * in the ledger and delivered. Alone touches {@code io.openlineage}.
 */
@org.jspecify.annotations.NullMarked
package io.tidegate.lineage.events;
