package io.tidegate.config;

import java.util.OptionalInt;

/**
 * How deep a conf's blocks, lists and dotted keys go. The parser descends once for each, so that a
 * page of braces would exhaust the stack.
 */
final class Nesting {

  static final int LIMIT = 100;

  private final String text;
  private int at;
  private int line = 1;
  private int depth;
  private int dots;

  private Nesting(String text) {
    this.text = text;
  }

  /** The line, from 1, on which the limit is passed; empty when it never is. */
  static OptionalInt tooDeep(String text) {
    return new Nesting(text).tooDeep();
  }

  private OptionalInt tooDeep() {
    for (; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '{', '[' -> {
          depth++;
          dots = 0;
        }
        case '}', ']' -> {
          depth--;
          dots = 0;
        }
        case '\n' -> {
          line++;
          dots = 0;
        }
        case ' ', '\t', '=', ':', ',' -> dots = 0;
        case '.' -> dots++;
        case '#' -> skipLine();
        case '"' -> skipString();
        default -> {}
      }
      if (depth > LIMIT || dots > LIMIT) {
        return OptionalInt.of(line);
      }
    }
    return OptionalInt.empty();
  }

  private void skipLine() {
    while (at + 1 < text.length() && text.charAt(at + 1) != '\n') {
      at++;
    }
  }

  /** A string that is not closed ends with its line: the parser tells. */
  private void skipString() {
    if (text.startsWith("\"\"\"", at)) {
      int end = text.indexOf("\"\"\"", at + 3);
      int to = end < 0 ? text.length() : end + 2;
      line +=
          (int)
              text.substring(at, Math.min(to, text.length()))
                  .chars()
                  .filter(c -> c == '\n')
                  .count();
      at = to;
      return;
    }
    while (at + 1 < text.length() && text.charAt(at + 1) != '"' && text.charAt(at + 1) != '\n') {
      at += text.charAt(at + 1) == '\\' ? 2 : 1;
    }
    if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
      at++;
    }
  }
}
