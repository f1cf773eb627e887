package io.tidegate.dataset;

import java.util.List;

/** The data has a form that cannot be read; the lines say where and why. */
final class UnreadableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  UnreadableException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  List<String> lines() {
    return lines;
  }
}
