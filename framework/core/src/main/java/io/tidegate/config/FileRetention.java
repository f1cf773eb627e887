package io.tidegate.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** For how long VACUUM leaves a table's unreferenced files alone, as an output's properties say. */
final class FileRetention {

  /** The table property that says it. */
  static final String PROPERTY = "delta.deletedFileRetentionDuration";

  /** Where no property says otherwise. */
  static final Duration DEFAULT = Duration.ofDays(7);

  private static final Pattern INTERVAL =
      Pattern.compile("(?i)(?:interval\\s+)?'?(\\d{1,6})'?\\s*(hour|day|week)s?'?");

  private FileRetention() {}

  /** The property among the output's; as one key with a dot or as a block in a block. */
  static Optional<Node> find(Block output) {
    return output.node().child(OutputReader.PROPERTIES.name()).flatMap(FileRetention::in);
  }

  private static Optional<Node> in(Node properties) {
    int dot = PROPERTY.indexOf('.');
    return properties
        .child(PROPERTY)
        .or(
            () ->
                properties
                    .child(PROPERTY.substring(0, dot))
                    .flatMap(block -> block.child(PROPERTY.substring(dot + 1))));
  }

  /** Empty when the property is not a time that can be told. */
  static Optional<Duration> of(Node property) {
    var match = INTERVAL.matcher(property.text().orElse("").strip());
    if (!match.matches()) {
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
}
