package io.tidegate.config;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads how outputs are published and how long staged files are kept. */
final class PublishReader {

  static final Key<Node> PUBLISH = Key.block("publish", "how outputs are published");

  private static final Key<PublishStrategy> STRATEGY =
      Key.preset(
          "strategy",
          EnumType.of("publish strategy", PublishStrategy.class),
          "direct",
          "how unaudited data is kept invisible; direct falls back to staged where it must");
  private static final Key<Duration> HELD_FOR =
      Key.preset(
          "held-for",
          Units.DURATION,
          "6d",
          "how long a held run's files wait for a release; less than VACUUM keeps them");
  private static final Key<Duration> REJECTED_FOR =
      Key.preset(
          "rejected-for",
          Units.DURATION,
          "3d",
          "how long a rejected run's files can be inspected; less than VACUUM keeps them");

  static final Section SECTION =
      new Section("publish", "How outputs are published.", STRATEGY, HELD_FOR, REJECTED_FOR);

  private PublishReader() {}

  /**
   * @param outputs the outputs' blocks: their tables say for how long files are safe
   */
  static Supplier<JobConfig.PublishConfig> read(Block root, Collection<Block> outputs) {
    var block = root.blockOrEmpty(PUBLISH, SECTION);
    var strategy = block.read(STRATEGY);
    var heldFor = block.read(HELD_FOR);
    var rejectedFor = block.read(REJECTED_FOR);
    var horizon =
        outputs.stream()
            .map(PublishReader::retention)
            .flatMap(Optional::stream)
            .min(Duration::compareTo);
    var limit = horizon.orElse(FileRetention.DEFAULT);
    within(block, HELD_FOR, heldFor, limit);
    within(block, REJECTED_FOR, rejectedFor, limit);
    return () ->
        new JobConfig.PublishConfig(
            strategy.orElseThrow(), heldFor.orElseThrow(), rejectedFor.orElseThrow());
  }

  private static void within(
      Block block, Key<Duration> key, Optional<Duration> value, Duration limit) {
    value
        .filter(v -> v.compareTo(limit) >= 0)
        .ifPresent(
            v ->
                block.report(
                    key,
                    Units.shown(v)
                        + " is not less than the "
                        + Units.shown(limit)
                        + " after which VACUUM removes the files",
                    "shorten it or set the outputs' property \"" + FileRetention.PROPERTY + "\""));
  }

  /** Empty when the property is not a time that can be told, which has then been reported. */
  private static Optional<Duration> retention(Block output) {
    var property = FileRetention.find(output);
    if (property.isEmpty()) {
      return Optional.of(FileRetention.DEFAULT);
    }
    var retention = FileRetention.of(property.get());
    if (retention.isEmpty()) {
      output
          .reading()
          .report(
              property.get(),
              "is not an interval of hours, days or weeks",
              "write \"interval 30 days\"");
    }
    return retention;
  }
}
