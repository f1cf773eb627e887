package io.tidegate.jdbc;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How one database's SQL differs from the others'. Stateless. What the SQL standard says alike for
 * all is not asked here.
 */
public interface Dialect extends Serializable {

  /** What a JDBC URL of this database begins with. */
  String urlPrefix();

  /** The class name of its JDBC driver. */
  String driver();

  /** A name as it stands, however it is spelled. */
  default String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A table's name, its parts divided by dots. */
  default String table(String name) {
    return Arrays.stream(name.split("\\.", -1)).map(this::quoted).collect(Collectors.joining("."));
  }

  /** Text as a literal. */
  default String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A table's name as it stands. */
  default String table(TableName table) {
    return table(table.toString());
  }

  /** What loading tables needs. */
  Loading loading();

  /** What reading tables needs. */
  Reading reading();
}
