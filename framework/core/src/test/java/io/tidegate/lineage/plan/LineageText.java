package io.tidegate.lineage.plan;

import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.ColumnLineage.Kind;
import io.tidegate.ledger.ColumnLineage.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A lineage as lines that a test can show. */
final class LineageText {

  private LineageText() {}

  static List<String> of(ColumnLineage lineage) {
    var lines = new ArrayList<String>();
    lineage.columns().forEach((column, sources) -> lines.add(column + " <- " + text(sources)));
    if (!lineage.rows().isEmpty()) {
      lines.add("ROWS <- " + text(lineage.rows()));
    }
    lineage.opaque().forEach(step -> lines.add("OPAQUE " + step));
    lineage.undeclared().forEach(what -> lines.add("UNDECLARED " + what));
    return lines;
  }

  private static String text(List<Source> sources) {
    return sources.stream().map(LineageText::text).collect(Collectors.joining(", "));
  }

  private static String text(Source source) {
    String kind = source.kind() == Kind.IDENTITY ? "" : " " + source.kind();
    return source.input() + "." + source.column() + kind + (source.masked() ? " masked" : "");
  }
}
