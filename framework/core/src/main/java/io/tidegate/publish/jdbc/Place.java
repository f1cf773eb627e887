package io.tidegate.publish.jdbc;

import io.tidegate.jdbc.Database;
import io.tidegate.jdbc.Loading;
import io.tidegate.jdbc.Statements;
import io.tidegate.jdbc.TableName;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * A table in its database.
 *
 * @param path what the ledger calls it
 */
record Place(Database database, String path, TableName table) {

  private static final String STAGE = "tidegate_stage_";
  private static final String CONTROL = "tidegate_loads";

  Loading loading() {
    return database.dialect().loading();
  }

  /** The table, as SQL. */
  String sql() {
    return sql(table);
  }

  String sql(TableName other) {
    return database.dialect().table(other);
  }

  String sql(String column) {
    return database.dialect().quoted(column);
  }

  String literal(String text) {
    return database.dialect().literal(text);
  }

  /** Columns with commas between them, each after a prefix such as {@code s.} */
  String columns(String prefix, List<String> names) {
    return names.stream().map(name -> prefix + sql(name)).collect(Collectors.joining(", "));
  }

  /** The table of what was loaded, one for each schema. */
  TableName control() {
    return table.sibling(CONTROL);
  }

  /** A name that no table has: a run may stage one output twice. */
  TableName newStage(String runId) {
    byte[] random = new byte[4];
    ThreadLocalRandom.current().nextBytes(random);
    return table.sibling(stages(runId) + HexFormat.of().formatHex(random));
  }

  /** What the names of a run's staging tables begin with; short enough for PostgreSQL. */
  static String stages(String runId) {
    return STAGE + runId.replace("-", "") + "_";
  }

  boolean exists(Statements sql) throws SQLException {
    return exists(sql, table);
  }

  boolean exists(Statements sql, TableName other) throws SQLException {
    return !loading().columns(sql.connection(), other).isEmpty();
  }
}
