package io.tidegate.publish.jdbc;

import io.tidegate.jdbc.Statements;
import io.tidegate.ledger.RowChanges;
import io.tidegate.publish.CommitNote;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The loads of one table: a table of the same schema has a row for each. */
record Loads(Place place) {

  private static final String COLUMNS =
      "table_name, version, run_id, job, logical_date, output, mode, replaced,"
          + " inserted, updated, deleted, \"at\", note";

  /** Makes the table of loads where there is none, in a transaction of its own. */
  void prepare() {
    var unused =
        Statements.transaction(
            place.database(), "creating the table " + place.control(), this::created);
  }

  private boolean created(Statements sql) throws SQLException {
    if (place.exists(sql, place.control())) {
      return false;
    }
    place.loading().lock(sql.connection(), place.control());
    sql.execute(
        """
        CREATE TABLE IF NOT EXISTS %s (
          table_name text NOT NULL, version bigint NOT NULL, run_id text NOT NULL,
          job text NOT NULL, logical_date text NOT NULL, output text NOT NULL,
          mode text NOT NULL, replaced text, inserted bigint NOT NULL, updated bigint NOT NULL,
          deleted bigint NOT NULL, "at" timestamp with time zone NOT NULL, note text NOT NULL,
          PRIMARY KEY (table_name, version))"""
            .formatted(place.sql(place.control())));
    return true;
  }

  /** Newest first; none where nobody has loaded anything into the schema. */
  List<Load> all(Statements sql) throws SQLException {
    return place.exists(sql, place.control())
        ? sql.query(
            Loads::load,
            "SELECT %s FROM %s WHERE table_name = ? ORDER BY version DESC"
                .formatted(COLUMNS, place.sql(place.control())),
            place.table().name())
        : List.of();
  }

  private static Load load(ResultSet row) throws SQLException {
    String note = row.getString("note");
    return new Load(
        row.getLong("version"),
        row.getString("mode"),
        Optional.ofNullable(row.getString("replaced")),
        new RowChanges(row.getLong("inserted"), row.getLong("updated"), row.getLong("deleted")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        CommitNote.parse(note)
            .orElseThrow(() -> new IllegalStateException("not a note of a load: " + note)));
  }

  void add(Statements sql, Load load) throws SQLException {
    CommitNote note = load.note();
    sql.execute(
        "INSERT INTO %s (%s) VALUES (?, ?, ?, ?, ?, ?, ?, %s, ?, ?, ?, ?, ?)"
            .formatted(
                place.sql(place.control()),
                COLUMNS,
                load.replaced().map(place::literal).orElse("NULL")),
        place.table().name(),
        load.version(),
        note.runId(),
        note.job(),
        note.logicalDate(),
        note.output(),
        load.mode(),
        load.changes().inserted(),
        load.changes().updated(),
        load.changes().deleted(),
        load.at().atOffset(ZoneOffset.UTC),
        note.toJson());
  }

  /** Of a table that is gone: another one of its name begins anew. */
  void forget(Statements sql) throws SQLException {
    sql.execute(
        "DELETE FROM %s WHERE table_name = ?".formatted(place.sql(place.control())),
        place.table().name());
  }
}
