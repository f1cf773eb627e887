package io.tidegate.publish.jdbc;

import io.tidegate.config.WriteMode;
import io.tidegate.jdbc.Statements;
import io.tidegate.ledger.RowChanges;
import io.tidegate.publish.StagedOutput;
import java.sql.SQLException;
import java.util.stream.Collectors;

/**
 * The staged rows, put into the table as the write mode says. DELETE and not TRUNCATE: of a table
 * that is truncated, readers with an older snapshot see nothing.
 */
record RowWrites(Statements sql, Place place, StagedOutput staged, StagedLoad load) {

  /** What goes before the table's columns change. */
  long clear() throws SQLException {
    return staged.write() == WriteMode.OVERWRITE ? sql.execute("DELETE FROM " + place.sql()) : 0;
  }

  /**
   * @param cleared what {@link #clear} deleted
   */
  RowChanges write(long cleared) throws SQLException {
    return switch (staged.write()) {
      case APPEND, OVERWRITE -> new RowChanges(insert(""), 0, cleared);
      case REPLACE_PARTITION, REPLACE_WHERE -> replace();
      case MERGE -> merge();
      case SCD2 -> new Scd2(sql, place, staged, load).write();
      case DYNAMIC_PARTITIONS ->
          throw new IllegalArgumentException("the conf refuses " + staged.write());
    };
  }

  private RowChanges replace() throws SQLException {
    long deleted =
        sql.execute(
            "DELETE FROM %s WHERE %s".formatted(place.sql(), load.replaced().orElseThrow()));
    return new RowChanges(insert(""), 0, deleted);
  }

  private RowChanges merge() throws SQLException {
    long updated = load.values().isEmpty() ? 0 : update();
    long inserted =
        insert(
            " WHERE NOT EXISTS (SELECT 1 FROM %s AS t WHERE %s)"
                .formatted(place.sql(), sameKeys(place, load)));
    return new RowChanges(inserted, updated, 0);
  }

  private long update() throws SQLException {
    String values =
        load.values().stream()
            .map(column -> place.sql(column.name()))
            .map(column -> column + " = s." + column)
            .collect(Collectors.joining(", "));
    return sql.execute(
        "UPDATE %s AS t SET %s FROM %s AS s WHERE %s AND (%s)"
            .formatted(place.sql(), values, stage(), sameKeys(place, load), differ(place, load)));
  }

  private long insert(String where) throws SQLException {
    return sql.execute(
        "INSERT INTO %s (%s) SELECT %s FROM %s AS s%s"
            .formatted(
                place.sql(),
                place.columns("", load.names()),
                place.columns("s.", load.names()),
                stage(),
                where));
  }

  private String stage() {
    return place.sql(Stager.stage(place, load));
  }

  /** Of the table's rows {@code t} and the staged ones {@code s}. */
  static String sameKeys(Place place, StagedLoad load) {
    return load.keys().stream()
        .map(place::sql)
        .map(key -> "t." + key + " = s." + key)
        .collect(Collectors.joining(" AND "));
  }

  /** Rows that are as they were are not written again. */
  static String differ(Place place, StagedLoad load) {
    String differ =
        load.values().stream()
            .map(
                column -> {
                  String name = place.sql(column.name());
                  return place.loading().comparable("t." + name, column.type())
                      + " IS DISTINCT FROM "
                      + place.loading().comparable("s." + name, column.type());
                })
            .collect(Collectors.joining(" OR "));
    return differ.isEmpty() ? "false" : differ;
  }
}
