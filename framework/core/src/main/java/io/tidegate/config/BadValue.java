package io.tidegate.config;

/** A text that is not what its key asks for. Caught where the text was read, so without a trace. */
final class BadValue extends Exception {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  BadValue(String message, String remedy) {
    super(message, null, false, false);
    this.remedy = remedy;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  String remedy() {
    return remedy;
  }
}
