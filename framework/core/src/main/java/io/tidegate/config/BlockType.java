package io.tidegate.config;

import java.util.Optional;

/** A block in braces. What is in it is read by its section. */
record BlockType() implements ValueType<Node> {

  static final BlockType BLOCK = new BlockType();

  @Override
  public String name() {
    return "block";
  }

  @Override
  public String help() {
    return "{ ... }";
  }

  @Override
  public Optional<Node> read(Node node, Reading reading) {
    if (!node.isBlock()) {
      reading.report(node, "is " + node.kind() + ", not a block", "write it in { }");
      return Optional.empty();
    }
    return Optional.of(node);
  }

  @Override
  public String show(Node value) {
    return help();
  }

  /** Its keys are noted one by one. */
  @Override
  public void note(Node node, Node value, EffectiveConfig.Builder effective) {}
}
