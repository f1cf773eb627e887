package io.tidegate.jobs.orders;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;

/** Rows as one JSON object a line; a missing value is left out, a date is text. */
final class JsonLines {

  private static final JsonMapper JSON = new JsonMapper();

  private JsonLines() {}

  static String of(Rows rows) {
    var text = new StringBuilder();
    for (var row : rows.rows()) {
      text.append(object(row)).append('\n');
    }
    return text.toString();
  }

  private static ObjectNode object(Map<String, Object> row) {
    var object = JSON.createObjectNode();
    row.forEach((column, value) -> put(object, column, value));
    return object;
  }

  private static void put(ObjectNode object, String column, Object value) {
    if (value instanceof BigDecimal number) {
      object.put(column, number);
    } else if (value instanceof Number number) {
      object.put(column, number.longValue());
    } else {
      object.put(column, value.toString());
    }
  }
}
