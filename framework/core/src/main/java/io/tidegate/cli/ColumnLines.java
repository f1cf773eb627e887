package io.tidegate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.ColumnLineage.Kind;
import io.tidegate.ledger.ColumnLineage.Source;
import io.tidegate.ledger.Ledger;
import io.tidegate.ledger.LedgerJson;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.problem.Human;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Where the columns of a run's outputs come from, for a person. */
record ColumnLines(Ledger ledger) {

  List<String> of(RunRecord record) {
    var lines = new ArrayList<String>();
    for (OutputRecord output : record.outputs()) {
      lines.add("columns of " + output.dataset());
      output
          .lineage()
          .flatMap(fingerprint -> ledger.shared().find(record.start().job(), fingerprint))
          .ifPresentOrElse(
              json -> lines.addAll(lines(read(json))), () -> lines.add("  not recorded"));
    }
    return List.copyOf(lines);
  }

  private static ColumnLineage read(String json) {
    try {
      return LedgerJson.read(json, ColumnLineage.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a newer Tidegate wrote this lineage: " + json, e);
    }
  }

  private static List<String> lines(ColumnLineage lineage) {
    var lines = new ArrayList<String>();
    int width = lineage.columns().keySet().stream().mapToInt(String::length).max().orElse(0);
    lineage.columns().forEach((column, sources) -> lines.add(line(column, width, text(sources))));
    if (!lineage.rows().isEmpty()) {
      lines.add("  which rows: " + text(lineage.rows()));
    }
    lineage
        .opaque()
        .forEach(step -> lines.add("  " + step + " cannot be looked into: all that it is given"));
    lineage.undeclared().forEach(what -> lines.add("  read without being an input: " + what));
    return lines;
  }

  private static String line(String column, int width, String sources) {
    return "  " + column + " ".repeat(width - column.length()) + " <- " + sources;
  }

  private static String text(List<Source> sources) {
    return sources.isEmpty()
        ? "a constant"
        : sources.stream().map(ColumnLines::text).collect(Collectors.joining(", "));
  }

  private static String text(Source source) {
    String name = source.input() + "." + source.column();
    return source.kind() == Kind.IDENTITY && !source.masked()
        ? name
        : "%s (%s%s)"
            .formatted(name, Human.words(source.kind()), source.masked() ? ", masked" : "");
  }
}
