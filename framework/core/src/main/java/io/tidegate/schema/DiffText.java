package io.tidegate.schema;

import io.tidegate.config.SchemaChange;
import io.tidegate.schema.Difference.Nulls;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A diff for a person: one line per column, {@code -} for what went, {@code +} for what came,
 * {@code ~} for what changed, in aligned columns.
 */
final class DiffText {

  private static final int MAX_LINES = 100;
  private static final int MAX_CELL = 60;

  private record Line(String sign, String path, String value, String note) {}

  private DiffText() {}

  /** In the order of the differences; empty for none. Long lists and long types are cut. */
  static String of(List<Difference> differences) {
    var lines = differences.stream().flatMap(d -> lines(d).stream()).toList();
    var shown = lines.subList(0, Math.min(MAX_LINES, lines.size()));
    int path = width(shown, Line::path);
    int value = width(shown, Line::value);
    var text =
        shown.stream()
            .map(l -> l.sign + " " + pad(l.path, path) + "  " + pad(l.value, value) + "  " + l.note)
            .collect(Collectors.joining("\n"));
    int more = lines.size() - shown.size();
    return more == 0 ? text : text + "\n... and " + more + " more";
  }

  private static List<Line> lines(Difference d) {
    return switch (d.kind()) {
      case ADD_NULLABLE_COLUMN -> List.of(line("+", d.path(), d.to(), "added"));
      case ADD_REQUIRED_COLUMN -> List.of(line("+", d.path(), d.to(), "added, NOT NULL"));
      case DROP_COLUMN -> List.of(line("-", d.path(), d.from(), dropped(d)));
      case RENAME_COLUMN ->
          List.of(
              line("-", d.path(), d.from(), dropped(d)),
              line("+", d.to(), d.from(), "added (renamed from " + d.path() + "?)"));
      case CHANGE_PARTITIONING ->
          List.of(line("~", "(partitioning)", d.to(), "was " + cut(d.from())));
      case CHANGE_CASE -> List.of(line("~", d.path(), d.to(), "was spelled " + cut(d.from())));
      default -> List.of(line("~", d.path(), d.to(), "was " + cut(d.from()) + remark(d.kind())));
    };
  }

  private static String dropped(Difference d) {
    return d.nulls() == Nulls.ALLOWED ? "dropped" : "dropped, was NOT NULL";
  }

  private static String remark(SchemaChange kind) {
    return switch (kind) {
      case WIDEN_TYPE -> " (wider)";
      case REWRITE_TYPE -> " (wider, the table must be written again)";
      case NARROW_TYPE -> " (narrower)";
      default -> "";
    };
  }

  private static Line line(String sign, String path, String value, String note) {
    return new Line(sign, path, cut(value), note);
  }

  private static String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= MAX_CELL
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_CELL - 3)) + "...";
  }

  private static int width(List<Line> lines, Function<Line, String> cell) {
    return lines.stream().map(cell).mapToInt(t -> t.codePointCount(0, t.length())).max().orElse(0);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.codePointCount(0, text.length()));
  }

  /** The first few names and how many more there are. */
  static String few(List<Difference> differences, Function<Difference, String> text) {
    int shown = Math.min(5, differences.size());
    var names = new ArrayList<>(differences.subList(0, shown).stream().map(text).toList());
    if (differences.size() > shown) {
      names.add("and " + (differences.size() - shown) + " more");
    }
    return String.join(", ", names);
  }
}
