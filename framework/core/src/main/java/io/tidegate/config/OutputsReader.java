package io.tidegate.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@code output} or {@code outputs} and compares the outputs with each other. */
final class OutputsReader {

  static final Key<Node> OUTPUT = Key.block("output", "the table that the job publishes");
  static final Key<Node> OUTPUTS =
      Key.block("outputs", "instead of `output`: several, by the name that the job's code uses");

  /** The key of a conf's single output. */
  private static final String SINGLE = "output";

  private final OutputReader reader;

  OutputsReader(OutputReader reader) {
    this.reader = reader;
  }

  /** The blocks of the outputs by key. */
  static Map<String, Block> blocks(Block root) {
    if (root.has(OUTPUT) && root.has(OUTPUTS)) {
      root.report(OUTPUTS, "is there besides output", "move the output block into outputs");
    } else if (!root.has(OUTPUT) && !root.has(OUTPUTS)) {
      root.reportMissing(OUTPUT, "a job publishes at least one table: write output or outputs");
    }
    var found = new LinkedHashMap<String, Block>();
    root.block(OUTPUT, OutputReader.SECTION).ifPresent(block -> found.put(SINGLE, block));
    var several = root.named(OUTPUTS, OutputReader.SECTION);
    if (root.has(OUTPUTS) && root.at(OUTPUTS).isBlock() && root.at(OUTPUTS).children().isEmpty()) {
      root.report(OUTPUTS, "has no output in it", "a job publishes at least one table");
    }
    several.values().forEach(OutputsReader::refuseEta);
    found.putAll(several);
    return found;
  }

  private static void refuseEta(Block block) {
    if (block.has(OutputReader.ETA)) {
      block.report(
          OutputReader.ETA, "is of the whole job", "move it to the top level, beside outputs");
    }
  }

  Supplier<Map<String, OutputConfig>> read(Map<String, Block> blocks) {
    var suppliers = new LinkedHashMap<String, Supplier<OutputConfig>>();
    blocks.forEach((key, block) -> suppliers.put(key, reader.read(key, block)));
    refuseTwins(blocks, OutputReader.NAME);
    refuseTwins(blocks, OutputReader.PATH);
    return () -> {
      var outputs = new LinkedHashMap<String, OutputConfig>();
      suppliers.forEach((key, output) -> outputs.put(key, output.get()));
      return Collections.unmodifiableMap(outputs);
    };
  }

  /** Two outputs with one name or one path would overwrite each other. */
  private static void refuseTwins(Map<String, Block> blocks, Key<String> key) {
    var first = new HashMap<String, String>();
    blocks.forEach(
        (name, block) -> {
          var text = block.node().child(key.name()).flatMap(Node::text).map(OutputsReader::bare);
          Optional<String> twin =
              text.flatMap(t -> Optional.ofNullable(first.putIfAbsent(t, name)));
          twin.ifPresent(
              other -> block.report(key, "is the same as that of " + other, "give it its own"));
        });
  }

  private static String bare(String path) {
    return path.strip().replaceAll("/+$", "");
  }
}
