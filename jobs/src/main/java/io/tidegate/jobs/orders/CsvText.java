package io.tidegate.jobs.orders;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows as CSV with a header line; a missing value is empty. RFC 4180 with line feeds. */
final class CsvText {

  private CsvText() {}

  static String of(Rows rows) {
    var text = new StringBuilder(line(rows.columns()));
    for (var row : rows.rows()) {
      text.append(line(rows.columns().stream().map(column -> value(row, column)).toList()));
    }
    return text.toString();
  }

  private static String value(Map<String, Object> row, String column) {
    return row.getOrDefault(column, "").toString();
  }

  private static String line(List<String> fields) {
    return fields.stream().map(CsvText::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
