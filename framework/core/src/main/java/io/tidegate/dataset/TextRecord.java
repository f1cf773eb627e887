package io.tidegate.dataset;

/**
 * A record of a text file as it stands there.
 *
 * @param line where it begins, from 1
 */
record TextRecord(long line, String text) {}
