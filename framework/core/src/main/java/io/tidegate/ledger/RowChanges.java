package io.tidegate.ledger;

/**
 * What a commit did to the rows of its table.
 *
 * @param inserted rows that the table did not have
 * @param updated rows that have other values now
 * @param deleted rows that are gone, those included whose place other rows took
 */
public record RowChanges(long inserted, long updated, long deleted) {}
