package io.tidegate.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Ways in which a text file comes to be wrong. The same seed makes the same mistakes. */
final class Mutations {

  private static final List<String> VALUES =
      List.of(
          "1e999999",
          "-1",
          "99999999999999999999999",
          "0.1.2",
          "NaN",
          "true",
          "null",
          "\"\"",
          "[]",
          "{}",
          "[[[]]]",
          "{ a = { b = [ { c = 1 } ] } }",
          "10 parsecs",
          "-5%",
          "1000000 %",
          "25:61",
          "06:00 Nowhere/City",
          "P1D",
          "${nowhere}",
          "${?nowhere}",
          "${job}",
          "${job.name}",
          "\"\\u0000\"",
          "\"../../etc\"",
          "'x'",
          "\"数据🌊\"",
          "\"a\\nb\"",
          "${}",
          "\"\"\"",
          "0x10");

  private static final List<String> SCRAPS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\"\"\"",
          "=",
          ":",
          ",",
          "\n",
          "\t",
          "\\",
          "$",
          "${",
          "#",
          "//",
          "\u0000",
          "\uFEFF",
          "\uD800",
          "é",
          "数",
          "🌊",
          "\u2028",
          "include ",
          "+=",
          "and",
          "between",
          "(",
          ")",
          "\r\n",
          "9".repeat(400),
          "x".repeat(5000));

  private static final List<String> LINES =
      List.of(
          "include \"job.conf\"",
          "include required(file(\"missing.conf\"))",
          "include url(\"http://127.0.0.1:1/x.conf\")",
          "a = ${b}\nb = ${a}",
          "vars { data = ${vars.data} }",
          "job = ${job} ${job}",
          "warehouse = ${warehouse}\"/\"${warehouse}",
          "output = ${output} { name = other }",
          "nest " + "{ a ".repeat(3000),
          "deep = " + "[".repeat(3000),
          "job.name = [1, 2",
          "inputs = []",
          "output.quality = [ { rules = \"other.dqdl\", on-failure = maybe } ]",
          "settings { \"a.b\" = { \"\" = 1 } }",
          "\"\" = 1",
          "job.name += x");

  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  /** The text with one to three mistakes. */
  String mutate(String text) {
    String mutated = text;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      mutated = once(mutated);
    }
    return mutated;
  }

  private String once(String text) {
    return switch (random.nextInt(8)) {
      case 0 -> lines(text, lines -> lines.remove(random.nextInt(lines.size())));
      case 1 -> lines(text, lines -> lines.add(at(lines), lines.get(random.nextInt(lines.size()))));
      case 2 -> lines(text, lines -> lines.add(at(lines), pick(LINES)));
      case 3, 4 -> otherValue(text);
      case 5 -> insert(text, pick(SCRAPS));
      case 6 -> cut(text);
      default -> text.substring(0, random.nextInt(text.length() + 1));
    };
  }

  private interface Edit {
    void apply(List<String> lines);
  }

  private static String lines(String text, Edit edit) {
    var lines = new ArrayList<>(text.lines().toList());
    if (!lines.isEmpty()) {
      edit.apply(lines);
    }
    return String.join("\n", lines) + "\n";
  }

  private int at(List<String> lines) {
    return random.nextInt(lines.size() + 1);
  }

  private String otherValue(String text) {
    return lines(
        text,
        lines -> {
          int line = random.nextInt(lines.size());
          String old = lines.get(line);
          int equals = old.indexOf('=');
          if (equals >= 0) {
            lines.set(line, old.substring(0, equals + 1) + " " + pick(VALUES));
          }
        });
  }

  private String insert(String text, String scrap) {
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + scrap + text.substring(at);
  }

  private String cut(String text) {
    int begin = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), begin + random.nextInt(20));
    return text.substring(0, begin) + text.substring(end);
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
