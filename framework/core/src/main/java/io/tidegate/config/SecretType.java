package io.tidegate.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A text that is shown nowhere, or a block that says where it is kept. */
record SecretType() implements ValueType<Secret> {

  private static final Map<String, Function<String, Secret>> PLACES =
      Map.of(
          "env", Secret.InVariable::new, "file", Secret.InFile::new, "alias", Secret.InHadoop::new);

  private static final String REMEDY =
      "write one of { env = VARIABLE }, { file = PATH }, { alias = NAME }";

  @Override
  public String name() {
    return "secret";
  }

  @Override
  public String help() {
    return "where it is kept: { env = VARIABLE }, { file = PATH } on the driver's disk, or { alias ="
        + " NAME } in Hadoop's credential provider; or the text itself, which is never shown";
  }

  @Override
  public Optional<Secret> read(Node node, Reading reading) {
    return node.isBlock()
        ? place(node, reading)
        : Types.TEXT.read(node, reading).map(Secret.Text::new);
  }

  private static Optional<Secret> place(Node node, Reading reading) {
    List<Map.Entry<String, Node>> keys = node.children();
    if (keys.size() != 1) {
      reading.report(node, "names " + keys.size() + " places for the secret", REMEDY);
      return Optional.empty();
    }
    var only = keys.get(0);
    var place = PLACES.get(only.getKey());
    if (place == null) {
      reading.report(only.getValue(), "is no place for a secret", REMEDY);
      return Optional.empty();
    }
    return Types.TEXT.read(only.getValue(), reading).map(place);
  }

  /** A place is no secret, and another place is another configuration. */
  @Override
  public String show(Secret value) {
    if (value instanceof Secret.InVariable variable) {
      return "{ env = " + Types.TEXT.show(variable.name()) + " }";
    }
    if (value instanceof Secret.InFile file) {
      return "{ file = " + Types.TEXT.show(file.path()) + " }";
    }
    if (value instanceof Secret.InHadoop hadoop) {
      return "{ alias = " + Types.TEXT.show(hadoop.alias()) + " }";
    }
    return Secrets.MASK;
  }
}
