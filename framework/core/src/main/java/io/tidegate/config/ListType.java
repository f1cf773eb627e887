package io.tidegate.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A list without repetitions, each of its elements of one type. */
record ListType<T>(ValueType<T> element) implements ValueType<List<T>> {

  @Override
  public String name() {
    return "list of " + element.name() + "s";
  }

  @Override
  public String help() {
    return "[ ... ], each " + element.help();
  }

  @Override
  public Optional<List<T>> read(Node node, Reading reading) {
    var elements = node.elements();
    if (elements.isEmpty()) {
      reading.report(node, "is " + node.kind() + ", not a list", "write it in [ ]");
      return Optional.empty();
    }
    var values = new ArrayList<T>();
    elements.get().forEach(each -> element.read(each, reading).ifPresent(values::add));
    var once = new LinkedHashSet<>(values);
    if (once.size() < values.size()) {
      once.forEach(values::remove);
      reading.report(node, "names " + element.show(values.get(0)) + " twice", "name it once");
    }
    return values.size() < elements.get().size() ? Optional.empty() : Optional.of(values);
  }

  @Override
  public String show(List<T> value) {
    return value.stream().map(element::show).collect(Collectors.joining(", ", "[", "]"));
  }
}
