package io.tidegate.config;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

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

  /** The table property that says for how long VACUUM leaves unreferenced files alone. */
  private static final String RETENTION = "delta.deletedFileRetentionDuration";

  private static final Duration DEFAULT_RETENTION = Duration.ofDays(7);

  private static final Pattern INTERVAL =
      Pattern.compile("(?i)(?:interval\\s+)?'?(\\d{1,6})'?\\s*(hour|day|week)s?'?");

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
    var limit = horizon.orElse(DEFAULT_RETENTION);
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
                    "shorten it or set the outputs' property \"" + RETENTION + "\""));
  }

  /** Empty when the property is not a time that can be told, which has then been reported. */
  private static Optional<Duration> retention(Block output) {
    var property = output.node().child(OutputReader.PROPERTIES.name()).flatMap(PublishReader::find);
    if (property.isEmpty()) {
      return Optional.of(DEFAULT_RETENTION);
    }
    var match = INTERVAL.matcher(property.get().text().orElse("").strip());
    if (!match.matches()) {
      output
          .reading()
          .report(
              property.get(),
              "is not an interval of hours, days or weeks",
              "write \"interval 30 days\"");
      return Optional.empty();
    }
    long count = Long.parseLong(match.group(1));
    return Optional.of(
        switch (match.group(2).toLowerCase(Locale.ROOT)) {
          case "hour" -> Duration.ofHours(count);
          case "day" -> Duration.ofDays(count);
          default -> Duration.ofDays(7 * count);
        });
  }

  /** As one key with a dot or as a block in a block. */
  private static Optional<Node> find(Node properties) {
    int dot = RETENTION.indexOf('.');
    return properties
        .child(RETENTION)
        .or(
            () ->
                properties
                    .child(RETENTION.substring(0, dot))
                    .flatMap(block -> block.child(RETENTION.substring(dot + 1))));
  }
}
