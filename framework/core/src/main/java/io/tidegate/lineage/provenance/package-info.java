/** What the ledger tells of table versions: how they came about, and what became of them. */
@org.jspecify.annotations.NullMarked
package io.tidegate.lineage.provenance;
