package io.tidegate.dialects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A file of docs/sql, statement by statement. */
record Script(List<String> statements) {

  private static final Pattern VIEW =
      Pattern.compile("CREATE OR REPLACE VIEW tidegate\\.(\\w+) AS\n(.*)", Pattern.DOTALL);

  static Script read(String name) throws IOException {
    String text = Files.readString(Path.of("../../docs/sql", name));
    return new Script(
        Arrays.stream(text.replaceAll("(?m)^--.*$", "").split(";\n"))
            .map(String::strip)
            .filter(statement -> !statement.isEmpty())
            .toList());
  }

  /** The queries of the views by their names, in the file's order. */
  Map<String, String> views() {
    var views = new LinkedHashMap<String, String>();
    for (String statement : statements) {
      var view = VIEW.matcher(statement);
      if (view.matches()) {
        views.put(view.group(1), view.group(2));
      }
    }
    return views;
  }
}
