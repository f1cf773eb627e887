package io.tidegate.config;

import java.util.List;
import java.util.Optional;

/** A list of blocks. What is in them is read by their section. */
record BlockListType() implements ValueType<List<Node>> {

  @Override
  public String name() {
    return "list of blocks";
  }

  @Override
  public String help() {
    return "[ { ... }, { ... } ]";
  }

  @Override
  public Optional<List<Node>> read(Node node, Reading reading) {
    var elements = node.elements();
    if (elements.isEmpty()) {
      reading.report(node, "is " + node.kind() + ", not a list", "write it in [ ]");
    }
    return elements;
  }

  @Override
  public String show(List<Node> value) {
    return help();
  }

  /** The blocks' keys are noted one by one. */
  @Override
  public void note(Node node, List<Node> value, EffectiveConfig.Builder effective) {}
}
