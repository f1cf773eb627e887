package io.tidegate.jobs.orders;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The content of one file. A row maps column names to values; a value that is missing has no entry.
 * Never changed: every method returns new rows.
 *
 * @param columns in the file's order
 */
record Rows(List<String> columns, List<Map<String, Object>> rows) {

  Rows {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  int size() {
    return rows.size();
  }

  Rows keep(Predicate<Map<String, Object>> wanted) {
    return new Rows(columns, rows.stream().filter(wanted).toList());
  }

  Rows change(UnaryOperator<Map<String, Object>> change) {
    return new Rows(columns, rows.stream().map(change).toList());
  }

  /** A further column at the end. */
  Rows with(String column, Function<Map<String, Object>, Object> value) {
    var more = new ArrayList<>(columns);
    more.add(column);
    return new Rows(more, change(row -> with(row, column, value.apply(row))).rows);
  }

  Rows without(String column) {
    var fewer = columns.stream().filter(name -> !name.equals(column)).toList();
    return new Rows(fewer, change(row -> without(row, column)).rows);
  }

  /** Every row of that kind stands twice, one copy behind the other. */
  Rows twice(Predicate<Map<String, Object>> which) {
    var all = new ArrayList<Map<String, Object>>();
    for (var row : rows) {
      all.add(row);
      if (which.test(row)) {
        all.add(row);
      }
    }
    return new Rows(columns, all);
  }

  static Map<String, Object> with(Map<String, Object> row, String column, Object value) {
    var copy = new LinkedHashMap<>(row);
    copy.put(column, value);
    return copy;
  }

  static Map<String, Object> without(Map<String, Object> row, String column) {
    var copy = new LinkedHashMap<>(row);
    copy.remove(column);
    return copy;
  }
}
