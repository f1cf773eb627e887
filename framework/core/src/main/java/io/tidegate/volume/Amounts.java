package io.tidegate.volume;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a run measured of one output before it is published.
 *
 * @param rows that are to be published
 * @param bytes of the staged files
 * @param quarantined rows that go to the quarantine table instead
 * @param inputRows rows of each input, by its key in the conf; empty where they could not be
 *     counted
 */
public record Amounts(
    long rows, long bytes, long quarantined, Map<String, OptionalLong> inputRows) {}
