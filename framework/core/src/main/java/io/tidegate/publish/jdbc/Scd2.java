package io.tidegate.publish.jdbc;

import io.tidegate.jdbc.Statements;
import io.tidegate.jdbc.TableName;
import io.tidegate.ledger.RowChanges;
import io.tidegate.publish.StagedOutput;
import java.sql.SQLException;
import java.util.List;

/**
 * Versions of rows: one of a key is valid from {@code valid_from} until before {@code valid_to}.
 * What an earlier load of the logical date did is taken back first, so that a date may be loaded
 * again, and dates in any order.
 */
record Scd2(Statements sql, Place place, StagedOutput staged, StagedLoad load) {

  static final List<String> NAMES = List.of("valid_from", "valid_to", "is_current");

  static final String COLUMNS =
      "valid_from timestamp with time zone NOT NULL, valid_to timestamp with time zone,"
          + " is_current boolean NOT NULL";

  RowChanges write() throws SQLException {
    long deleted = takeBack();
    String opened = place.sql(opened());
    sql.execute(
        "CREATE TABLE %s AS SELECT %s, %s AS opened_to FROM %s AS s LEFT JOIN %s AS t ON %s AND %s WHERE t.valid_from IS NULL OR %s"
            .formatted(
                opened,
                place.columns("s.", load.names()),
                end(),
                place.sql(Stager.stage(place, load)),
                place.sql(),
                RowWrites.sameKeys(place, load),
                isValid(),
                RowWrites.differ(place, load)));
    // Closed before the new ones are opened: a unique index may allow one current row of a key.
    long closed =
        sql.execute(
            "UPDATE %s AS t SET valid_to = %s, is_current = false FROM %s AS s WHERE %s AND %s"
                .formatted(
                    place.sql(), from(), opened, RowWrites.sameKeys(place, load), isValid()));
    long inserted =
        sql.execute(
            "INSERT INTO %s (%s, valid_from, valid_to, is_current) SELECT %s, %s, opened_to, opened_to IS NULL FROM %s"
                .formatted(
                    place.sql(),
                    place.columns("", load.names()),
                    place.columns("", load.names()),
                    from(),
                    opened));
    sql.execute("DROP TABLE " + opened);
    return new RowChanges(inserted, closed, deleted);
  }

  /** What came before the date's versions is valid again until they would have ended. */
  private long takeBack() throws SQLException {
    String own = place.sql(taken());
    sql.execute(
        "CREATE TABLE %s AS SELECT %s, valid_to AS opened_to FROM %s WHERE valid_from = %s"
            .formatted(own, place.columns("", load.keys()), place.sql(), from()));
    long deleted =
        sql.execute("DELETE FROM %s WHERE valid_from = %s".formatted(place.sql(), from()));
    sql.execute(
        "UPDATE %s AS t SET valid_to = s.opened_to, is_current = s.opened_to IS NULL FROM %s AS s WHERE %s AND t.valid_to = %s"
            .formatted(place.sql(), own, RowWrites.sameKeys(place, load), from()));
    sql.execute("DROP TABLE " + own);
    return deleted;
  }

  private TableName opened() {
    return place.table().sibling(load.stage() + "_n");
  }

  private TableName taken() {
    return place.table().sibling(load.stage() + "_t");
  }

  private String from() {
    return "TIMESTAMP WITH TIME ZONE " + place.literal(staged.logicalDate().instant().toString());
  }

  /** Of a row of the table, at the logical date. */
  private String isValid() {
    return "t.valid_from < %s AND (t.valid_to IS NULL OR t.valid_to > %s)"
        .formatted(from(), from());
  }

  /** Until the version ends that it takes over from, or the key's next one begins. */
  private String end() {
    return "CASE WHEN t.valid_from IS NULL THEN (SELECT min(l.valid_from) FROM %s AS l WHERE %s AND l.valid_from > %s) ELSE t.valid_to END"
        .formatted(place.sql(), RowWrites.sameKeys(place, load).replace("t.", "l."), from());
  }
}
