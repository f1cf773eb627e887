package io.tidegate.config;

import com.typesafe.config.ConfigValueFactory;
import io.tidegate.problem.Closest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A block of the conf, read by the keys of its section. */
record Block(Node node, Section section, Reading reading) {

  /** Also reports the keys that the section does not know. */
  static Block open(Node node, Section section, Reading reading) {
    var block = new Block(node, section, reading);
    node.children().forEach(child -> block.refuseUnknown(child.getKey(), child.getValue()));
    return block;
  }

  /**
   * The key's value or its fallback. Empty when there is neither, and when what is there is wrong;
   * then, as for a required key that is missing, it has been reported.
   */
  <T> Optional<T> read(Key<T> key) {
    var there = node.child(key.name());
    if (there.isEmpty() && key.required() && !mistyped(key)) {
      reportMissing(key, "it is " + key.help());
    }
    boolean lost = reading.broken().contains(node.keyOf(key.name()));
    var from = there.isPresent() || lost ? there : key.fallbackIn(node);
    return from.flatMap(
        at -> {
          var value = key.type().read(at, reading);
          value.ifPresent(v -> key.type().note(at, v, reading.effective()));
          return value;
        });
  }

  /** Notes what an absent key came to, which follows from others. */
  <T> void derive(Key<T> key, T value) {
    reading.effective().derive(node.keyOf(key.name()), key.type().show(value));
  }

  /** Where a key is, or would be. */
  Node at(Key<?> key) {
    return node.child(key.name())
        .orElseGet(() -> new Node(node.keyOf(key.name()), node.value(), node.written()));
  }

  boolean has(Key<?> key) {
    return node.child(key.name()).isPresent() || reading.broken().contains(node.keyOf(key.name()));
  }

  void report(Key<?> key, String message, String remedy) {
    reading.report(at(key), message, remedy);
  }

  void reportMissing(Key<?> key, String remedy) {
    reading.reportMissing(node, node.keyOf(key.name()), remedy);
  }

  /** The nested block, when it is there. */
  Optional<Block> block(Key<Node> key, Section nested) {
    return read(key).map(found -> open(found, nested, reading));
  }

  /** The nested block; one that is absent has nothing in it, so that its fallbacks count. */
  Block blockOrEmpty(Key<Node> key, Section nested) {
    return open(read(key).orElseGet(() -> node.emptyChild(key.name())), nested, reading);
  }

  /** The blocks of a block whose keys are names of the user's, in the order of the file. */
  Map<String, Block> named(Key<Node> key, Section nested) {
    var found = new LinkedHashMap<String, Block>();
    for (var child : read(key).map(Node::children).orElse(List.of())) {
      if (Types.ALIAS.read(named(child.getKey(), child.getValue()), reading).isPresent()) {
        BlockType.BLOCK
            .read(child.getValue(), reading)
            .ifPresent(at -> found.put(child.getKey(), open(at, nested, reading)));
      }
    }
    return found;
  }

  /** The name itself as a value at the place of what it names. */
  private static Node named(String name, Node node) {
    var text = ConfigValueFactory.fromAnyRef(name);
    return new Node(
        node.key(),
        text.withOrigin(node.written().orElse(node.value()).origin()),
        Optional.empty());
  }

  /** Whether an unknown key here, which is reported, is most likely meant to be this one. */
  private boolean mistyped(Key<?> key) {
    return node.children().stream()
        .map(Map.Entry::getKey)
        .filter(name -> !section.knows(name))
        .anyMatch(name -> Closest.to(name, section.names()).equals(Optional.of(key.name())));
  }

  private void refuseUnknown(String name, Node child) {
    if (section.knows(name)) {
      return;
    }
    var moved = section.moved(name);
    if (moved.isPresent()) {
      reading.report(child, "is no longer a key", moved.get());
      return;
    }
    reading.report(child, "is not a known key", hint(name));
  }

  private String hint(String name) {
    var elsewhere = new ArrayList<String>();
    for (Section other : ConfigReference.sections()) {
      if (other.knows(name)) {
        elsewhere.add(other.path().isEmpty() ? "the top level" : other.path());
      }
    }
    String otherwise =
        elsewhere.isEmpty()
            ? "known here: " + String.join(", ", section.names())
            : "it belongs to " + String.join(" or ", elsewhere);
    return Closest.hint(name, section.names(), otherwise);
  }
}
