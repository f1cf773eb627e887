package io.tidegate.jdbc;

/**
 * A column of a table.
 *
 * @param type as the database writes it
 * @param generated whether it can only be computed by the database
 * @param filled whether the database has a value for it where a row has none
 */
public record TableColumn(
    String name, String type, boolean nullable, boolean generated, boolean filled) {}
