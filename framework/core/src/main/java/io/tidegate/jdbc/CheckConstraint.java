package io.tidegate.jdbc;

/** What a table says of each of its rows, in the database's SQL. */
public record CheckConstraint(String name, String condition) {}
