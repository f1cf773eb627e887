package io.tidegate.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What two bags of rows do not have in common. */
final class RowDiff {

  private static final int MAX_ROWS = 20;

  private final List<List<@Nullable Object>> missing = new ArrayList<>();
  private final List<List<@Nullable Object>> unexpected = new ArrayList<>();
  private int common;

  RowDiff(List<Row> expected, List<Row> actual) {
    Map<List<@Nullable Object>, Integer> wanted = new LinkedHashMap<>();
    expected.forEach(row -> wanted.merge(PlainValues.of(row), 1, Integer::sum));
    for (Row row : actual) {
      var values = PlainValues.of(row);
      if (wanted.getOrDefault(values, 0) > 0) {
        wanted.merge(values, -1, Integer::sum);
        common++;
      } else {
        unexpected.add(values);
      }
    }
    wanted.forEach((values, count) -> IntStream.range(0, count).forEach(i -> missing.add(values)));
  }

  boolean isEmpty() {
    return missing.isEmpty() && unexpected.isEmpty();
  }

  /** The rows that differ as an aligned table: {@code -} missing, {@code +} unexpected. */
  String text(String[] columns) {
    var lines = new ArrayList<List<String>>();
    lines.add(line(" ", List.<@Nullable Object>of((Object[]) columns), false));
    boolean typed = lookAlike();
    missing.stream().limit(MAX_ROWS).forEach(row -> lines.add(line("-", row, typed)));
    unexpected.stream().limit(MAX_ROWS).forEach(row -> lines.add(line("+", row, typed)));
    return "missing "
        + missing.size()
        + " (-), unexpected "
        + unexpected.size()
        + " (+), as expected "
        + common
        + "\n"
        + aligned(lines)
        + more();
  }

  /** Whether a missing and an unexpected row differ only in the types of their values. */
  private boolean lookAlike() {
    var texts = new HashSet<List<String>>();
    missing.forEach(row -> texts.add(line("", row, false)));
    return unexpected.stream().anyMatch(row -> texts.contains(line("", row, false)));
  }

  private static List<String> line(String sign, List<@Nullable Object> values, boolean typed) {
    var cells = new ArrayList<String>();
    cells.add(sign);
    values.forEach(value -> cells.add(text(value) + (typed ? type(value) : "")));
    return cells;
  }

  private static String type(@Nullable Object value) {
    return value == null ? "" : " " + value.getClass().getSimpleName();
  }

  /** A text is quoted where it would be taken for something else. */
  private static String text(@Nullable Object value) {
    String text =
        value instanceof java.math.BigDecimal decimal
            ? decimal.toPlainString()
            : Objects.toString(value);
    boolean misread = text.isBlank() || !text.equals(text.strip()) || text.equals("null");
    return value instanceof String && misread ? "'" + text + "'" : text;
  }

  private static String aligned(List<List<String>> lines) {
    int columns = lines.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    var text = new StringBuilder();
    lines.forEach(line -> text.append(padded(line, widths)).append('\n'));
    return text.toString();
  }

  private static String padded(List<String> line, int[] widths) {
    var text = new StringBuilder();
    for (int i = 0; i < line.size(); i++) {
      text.append(line.get(i)).append(" ".repeat(widths[i] - line.get(i).length()));
      text.append(i == 0 ? " " : " | ");
    }
    return text.substring(0, Math.max(0, text.length() - 3)).stripTrailing();
  }

  private String more() {
    int hidden = Math.max(0, missing.size() - MAX_ROWS) + Math.max(0, unexpected.size() - MAX_ROWS);
    return hidden == 0 ? "" : "... and " + hidden + " more\n";
  }
}
