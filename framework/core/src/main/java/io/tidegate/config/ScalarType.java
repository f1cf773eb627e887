package io.tidegate.config;

import java.util.Optional;
import java.util.function.Function;

/** A type whose values are one text, with or without quotes. */
record ScalarType<T>(String name, String help, Parser<T> parser, Function<T, String> shown)
    implements ValueType<T> {

  /** From the text as the conf has it to the value. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(String text) throws BadValue;
  }

  @Override
  public Optional<T> read(Node node, Reading reading) {
    var text = node.text();
    if (text.isEmpty()) {
      reading.report(node, "is " + node.kind() + ", not " + article() + name, "write " + help);
      return Optional.empty();
    }
    try {
      return Optional.of(parser.parse(text.get().strip()));
    } catch (BadValue e) {
      reading.report(node, e.message(), e.remedy());
      return Optional.empty();
    }
  }

  private String article() {
    return name.equals("text") ? "" : name.startsWith("a") ? "an " : "a ";
  }

  @Override
  public String show(T value) {
    return shown.apply(value);
  }
}
