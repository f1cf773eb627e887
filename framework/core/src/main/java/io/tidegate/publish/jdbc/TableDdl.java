package io.tidegate.publish.jdbc;

import io.tidegate.config.WriteMode;
import io.tidegate.jdbc.Statements;
import io.tidegate.jdbc.TableColumn;
import io.tidegate.publish.StageRequest.Evolution;
import io.tidegate.publish.jdbc.StagedLoad.Column;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Makes the table what the load needs; what it has besides, such as indexes, stays. */
record TableDdl(Statements sql, Place place, StagedLoad load, WriteMode mode) {

  void create() throws SQLException {
    String columns =
        load.columns().stream().map(this::declared).collect(Collectors.joining(", "))
            + (mode == WriteMode.SCD2 ? ", " + Scd2.COLUMNS : "");
    sql.execute("CREATE TABLE %s (%s)".formatted(place.sql(), columns));
  }

  private String declared(Column column) {
    return place.sql(column.name()) + " " + column.type() + (column.nullable() ? "" : " NOT NULL");
  }

  void evolve(Shape now) throws SQLException {
    if (load.evolution() == Evolution.NONE) {
      return;
    }
    for (Column column : load.columns()) {
      var present = now.find(column.name());
      if (present.isEmpty()) {
        alter("ADD COLUMN " + declared(column));
      } else {
        change(present.get(), column);
      }
    }
  }

  private void change(TableColumn present, Column wanted) throws SQLException {
    String column = place.sql(wanted.name());
    if (!present.type().equals(wanted.type())) {
      alter(
          "ALTER COLUMN %s SET DATA TYPE %s USING CAST(CAST(%s AS varchar) AS %s)"
              .formatted(column, wanted.type(), column, wanted.type()));
    }
    if (present.nullable() != wanted.nullable()) {
      alter("ALTER COLUMN " + column + (wanted.nullable() ? " DROP" : " SET") + " NOT NULL");
    }
  }

  private void alter(String what) throws SQLException {
    sql.execute("ALTER TABLE " + place.sql() + " " + what);
  }
}
