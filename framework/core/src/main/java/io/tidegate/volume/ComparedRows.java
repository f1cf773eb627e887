package io.tidegate.volume;

import java.util.List;
import java.util.Optional;

/**
 * What landed, beside what was to land.
 *
 * @param columns that both have, of one type, and whose values are hashed
 * @param leftOut the source's other columns
 * @param key the column that tells the rows apart; empty where none is known, and all rows are one
 *     part
 * @param source what was to land
 * @param landed what did
 */
public record ComparedRows(
    List<String> columns,
    List<String> leftOut,
    Optional<String> key,
    RowSums source,
    RowSums landed) {}
