package io.tidegate.jdbc;

import java.io.Serializable;

/**
 * A table's name as the conf has it.
 *
 * @param schema what stands before the last dot; may be empty, for the connection's own
 */
public record TableName(String schema, String name) implements Serializable {

  public static TableName parse(String text) {
    int dot = text.lastIndexOf('.');
    return new TableName(dot < 0 ? "" : text.substring(0, dot), text.substring(dot + 1));
  }

  /** Another table of the same schema. */
  public TableName sibling(String other) {
    return new TableName(schema, other);
  }

  @Override
  public String toString() {
    return schema.isEmpty() ? name : schema + "." + name;
  }
}
