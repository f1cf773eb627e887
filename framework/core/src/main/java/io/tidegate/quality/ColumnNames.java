package io.tidegate.quality;

/** Column names as rules write them. */
final class ColumnNames {

  private ColumnNames() {}

  /** Back-quoted where Spark would read the name as something else. */
  static String quoted(String column) {
    return column.matches("[A-Za-z0-9_]+|`.*`") ? column : "`" + column + "`";
  }
}
