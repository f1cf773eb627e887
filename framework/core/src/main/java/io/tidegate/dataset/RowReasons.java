package io.tidegate.dataset;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/** Says in words why a row cannot be taken. Runs in tasks. */
interface RowReasons extends Serializable {

  int LONGEST_VALUE = 100;

  /**
   * @param row what could be parsed of it; the columns that could not are null
   * @param text as it stands in the file
   */
  String of(InternalRow row, String text);

  /** As in {@code amount: 'abc' is not DECIMAL(12,2)}. */
  static String notOfType(String column, String value, String type) {
    String shown =
        value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    return column + ": '" + shown + "' is not " + type;
  }

  static String empty(String column) {
    return column + ": is empty";
  }
}
