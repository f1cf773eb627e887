package io.tidegate.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a suite counted, as a table in {@code target/reliability}. */
final class Tally {

  private static final Path FOLDER = Path.of("target", "reliability");

  private final String suite;
  private final List<String> columns;
  private final Map<String, Map<String, Integer>> rows = new TreeMap<>();

  Tally(String suite, String... columns) {
    this.suite = suite;
    this.columns = List.of(columns);
  }

  synchronized void add(String row, String column) {
    if (!columns.contains(column)) {
      throw new IllegalArgumentException(column);
    }
    rows.computeIfAbsent(row, name -> new TreeMap<>()).merge(column, 1, Integer::sum);
  }

  synchronized void write() throws IOException {
    var lines = new ArrayList<String>();
    lines.add("| " + suite + " | " + String.join(" | ", columns) + " |");
    lines.add("| --- |" + " --: |".repeat(columns.size()));
    rows.forEach((name, counts) -> lines.add(line(name, counts)));
    Files.createDirectories(FOLDER);
    Files.write(FOLDER.resolve(suite.replace(' ', '-') + ".md"), lines);
  }

  private String line(String name, Map<String, Integer> counts) {
    var line = new StringBuilder("| ").append(name).append(" |");
    columns.forEach(column -> line.append(' ').append(counts.getOrDefault(column, 0)).append(" |"));
    return line.toString();
  }
}
