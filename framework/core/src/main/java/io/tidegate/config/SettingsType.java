package io.tidegate.config;

import com.typesafe.config.ConfigObject;
import java.util.Optional;

/** The block that belongs to the job's code. Its keys are not checked here. */
record SettingsType() implements ValueType<Settings> {

  @Override
  public String name() {
    return "free block";
  }

  @Override
  public String help() {
    return "{ any keys }";
  }

  @Override
  public Optional<Settings> read(Node node, Reading reading) {
    return BlockType.BLOCK
        .read(node, reading)
        .map(block -> new Settings(((ConfigObject) block.value()).toConfig()));
  }

  @Override
  public String show(Settings value) {
    return help();
  }

  @Override
  public void note(Node node, Settings value, EffectiveConfig.Builder effective) {
    for (var leaf : node.leaves()) {
      var at = leaf.getValue();
      effective.put(at.key(), at, effective.free(leaf.getKey(), at.shown()));
    }
  }
}
