package io.tidegate.config;

import io.tidegate.problem.Closest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One of an enum's constants, written in lower case with dashes. */
record EnumType<E extends Enum<E>>(String name, List<E> allowed) implements ValueType<E> {

  static <E extends Enum<E>> EnumType<E> of(String name, Class<E> constants) {
    return new EnumType<>(name, List.of(constants.getEnumConstants()));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String help() {
    return String.join(", ", words());
  }

  private List<String> words() {
    return allowed.stream().map(EnumType::word).toList();
  }

  @Override
  public Optional<E> read(Node node, Reading reading) {
    var text = node.text().map(String::strip);
    if (text.isEmpty()) {
      reading.report(node, "is " + node.kind() + ", not a " + name, "use " + help());
      return Optional.empty();
    }
    var found = allowed.stream().filter(each -> word(each).equals(text.get())).findFirst();
    if (found.isEmpty()) {
      String message = "'" + Shown.text(text.get()) + "' is not a " + name + ": use " + help();
      reading.report(node, message, Closest.hint(text.get(), words(), ""));
    }
    return found;
  }

  @Override
  public String show(E value) {
    return word(value);
  }
}
