package io.tidegate.config;

import java.util.Optional;

/** A text that is shown nowhere. */
record SecretType() implements ValueType<String> {

  @Override
  public String name() {
    return "secret";
  }

  @Override
  public String help() {
    return "text that is never shown; take it from the environment, as in ${?API_KEY}";
  }

  @Override
  public Optional<String> read(Node node, Reading reading) {
    return Types.TEXT.read(node, reading);
  }

  @Override
  public String show(String value) {
    return Secrets.MASK;
  }
}
