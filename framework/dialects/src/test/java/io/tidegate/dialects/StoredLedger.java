package io.tidegate.dialects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The ledger that the core's tests ask with Spark, and the tables that they got. */
final class StoredLedger {

  static final List<String> TABLES =
      List.of("runs", "outputs", "inputs", "checks", "metrics", "lineage", "events");

  private static final Path STORED =
      Path.of("../core/src/test/resources/io/tidegate/query").toAbsolutePath();

  private StoredLedger() {}

  /** A line of a file, as an engine sees it that reads text. */
  record Line(String file, String text) {}

  static List<Line> lines(String folder) throws IOException {
    var lines = new ArrayList<Line>();
    try (Stream<Path> files = Files.walk(STORED.resolve("ledger").resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.readAllLines(file).forEach(text -> lines.add(new Line(file.toString(), text)));
      }
    }
    return lines;
  }

  /** The names of the columns; then the rows, sorted. */
  static List<String> table(String name) throws IOException {
    return Files.readAllLines(STORED.resolve("tables").resolve(name + ".txt"));
  }
}
