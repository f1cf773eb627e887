package io.tidegate.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts a script into statements at semicolons, takes the comments out, and puts a marker in the
 * place of each {@code ${parameter}}. Quotes are those of Spark's SQL: {@code '...'} and {@code
 * "..."} with backslashes, identifiers in backticks. Line breaks stay, so that a line of a
 * statement is one of the file. Used once.
 */
final class SqlText {

  private final String text;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Mistake> mistakes = new ArrayList<>();
  private StringBuilder statement = new StringBuilder();
  private Map<String, String> markers = new LinkedHashMap<>();
  private int begun;
  private int at;
  private int line = 1;

  private SqlText(String text) {
    this.text = text;
  }

  /**
   * A statement.
   *
   * @param line on which it begins
   */
  record Piece(int line, String sql, Map<String, String> markers) {}

  record Mistake(int line, String message, String remedy) {}

  record Cut(List<Piece> pieces, List<Mistake> mistakes) {}

  static Cut cut(String text) {
    var all = new SqlText(text);
    while (all.at < text.length()) {
      all.next();
    }
    all.end();
    return new Cut(List.copyOf(all.pieces), List.copyOf(all.mistakes));
  }

  private void next() {
    char c = text.charAt(at);
    if (isAt("--")) {
      skipTo(endOfLine());
    } else if (isAt("/*") && !isAt("/*+")) {
      skipTo(endOfComment());
    } else if (c == '\'' || c == '"' || c == '`') {
      take(endOfQuote(c));
    } else if (isAt("${")) {
      parameter();
    } else if (c == ';') {
      end();
      at++;
    } else {
      take(at + 1);
    }
  }

  private boolean isAt(String word) {
    return text.startsWith(word, at);
  }

  private void end() {
    if (!statement.isEmpty()) {
      pieces.add(new Piece(begun, statement.toString().stripTrailing(), Map.copyOf(markers)));
    }
    statement = new StringBuilder();
    markers = new LinkedHashMap<>();
  }

  /** Blanks before a statement are not part of it. */
  private void take(int end) {
    String taken = text.substring(at, end);
    if (!statement.isEmpty() || !taken.isBlank()) {
      begin();
      statement.append(taken);
    }
    count(taken);
    at = end;
  }

  private void begin() {
    if (statement.isEmpty()) {
      begun = line;
    }
  }

  private void skipTo(int end) {
    String skipped = text.substring(at, end);
    if (!statement.isEmpty()) {
      statement.append(' ').append("\n".repeat((int) breaks(skipped)));
    }
    count(skipped);
    at = end;
  }

  private void count(String passed) {
    line += (int) breaks(passed);
  }

  private static long breaks(String passed) {
    return passed.chars().filter(c -> c == '\n').count();
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  /** Comments nest. */
  private int endOfComment() {
    int depth = 0;
    for (int i = at; i < text.length() - 1; i++) {
      if (text.startsWith("/*", i)) {
        depth++;
        i++;
      } else if (text.startsWith("*/", i)) {
        depth--;
        i++;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    mistakes.add(new Mistake(line, "the comment is not closed", "write */ where it ends"));
    return text.length();
  }

  private int endOfQuote(char quote) {
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '`') {
        i++;
      } else if (c == quote) {
        refuseParameter(text.substring(at, i));
        return i + 1;
      }
    }
    mistakes.add(new Mistake(line, "the quote " + quote + " is not closed", "close it"));
    return text.length();
  }

  private void refuseParameter(String quoted) {
    for (String name : SqlScript.PARAMETERS.keySet()) {
      if (quoted.contains("${" + name + "}")) {
        mistakes.add(
            new Mistake(
                line,
                "has ${" + name + "} inside quotes, where it is plain text",
                "take the quotes away: a parameter is a value, not text"));
      }
    }
  }

  private void parameter() {
    int close = text.indexOf('}', at);
    if (close < 0 || close > endOfLine()) {
      mistakes.add(new Mistake(line, "has ${ without a }", "write ${logical-date}"));
      take(at + 2);
      return;
    }
    String name = text.substring(at + 2, close);
    String marker = "p" + (markers.size() + 1);
    begin();
    markers.put(marker, name);
    statement.append(':').append(marker);
    at = close + 1;
  }

  /** The first line of a statement that begins after {@code skipped}, a beginning of it. */
  static int lineAfter(Piece piece, String skipped) {
    return piece.line() + (int) breaks(skipped);
  }

  /** The first word in lower case; empty where there is none. */
  static Optional<String> firstWord(String sql) {
    String word = sql.strip().split("[^\\p{Alpha}]", 2)[0];
    return word.isEmpty() ? Optional.empty() : Optional.of(word.toLowerCase(Locale.ROOT));
  }
}
