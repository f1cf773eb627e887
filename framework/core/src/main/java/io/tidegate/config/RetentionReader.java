package io.tidegate.config;

import io.tidegate.problem.Closest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads for how long an output keeps its rows and files. */
final class RetentionReader {

  static final Key<Node> RETENTION =
      Key.block("retention", "for how long the table keeps its rows and files");

  private static final Key<Duration> KEEP =
      Key.optional(
          "keep",
          Units.DURATION,
          "for how long a partition is kept, from the end of the time that its value names");
  private static final Key<String> BY =
      Key.optional(
          "by",
          Types.COLUMN,
          "the one of partition-by whose values are dates or times; may be left out when it is the"
              + " only one, or the only one of a date or time type");
  private static final Key<Duration> QUARANTINE =
      Key.optional(
          "quarantine",
          Units.DURATION,
          "for how long quarantined rows are kept, and the rejected ones of the inputs' files, from"
              + " the end of their logical date's interval");
  private static final Key<Duration> VACUUM =
      Key.optional(
          "vacuum",
          Units.DURATION,
          "for how long files are kept that the table does not use any more; not less than the"
              + " property delta.deletedFileRetentionDuration");

  static final Section SECTION =
      new Section(
          "output.retention",
          "For how long the table keeps what; `tidegate retain` removes the rest. Nothing goes that"
              + " has no time here.",
          KEEP,
          BY,
          QUARANTINE,
          VACUUM);

  private RetentionReader() {}

  static Retention read(Block output, List<String> partitionBy, Map<String, String> properties) {
    var block = output.blockOrEmpty(RETENTION, SECTION);
    var keep = block.read(KEEP);
    var by = block.read(BY);
    var quarantine = block.read(QUARANTINE);
    var vacuum = block.read(VACUUM);
    if (block.has(KEEP)) {
      checkKeep(block, output, partitionBy, properties);
    } else if (block.has(BY)) {
      block.report(BY, "is not used without keep", "set keep or leave it out");
    }
    by.ifPresent(column -> checkColumn(block, column, partitionBy));
    vacuum.ifPresent(time -> checkVacuum(block, output, time));
    return new Retention(keep, by, quarantine, vacuum);
  }

  private static void checkKeep(
      Block block, Block output, List<String> partitionBy, Map<String, String> properties) {
    boolean unpartitioned = partitionBy.isEmpty() && !output.has(WriteReader.PARTITION_BY);
    if (unpartitioned || isEmptyList(output)) {
      block.report(
          KEEP, "the table has no partitions", "set partition-by: partitions are deleted whole");
    }
    properties.forEach(
        (name, value) -> {
          if (name.equalsIgnoreCase("delta.appendOnly")
              && value.strip().toLowerCase(Locale.ROOT).equals("true")) {
            block.report(
                KEEP,
                "the property delta.appendOnly lets no row be deleted",
                "leave one of the two out");
          }
        });
  }

  private static boolean isEmptyList(Block output) {
    return output.at(WriteReader.PARTITION_BY).elements().filter(List::isEmpty).isPresent();
  }

  private static void checkColumn(Block block, String column, List<String> partitionBy) {
    if (!partitionBy.isEmpty() && !partitionBy.contains(column)) {
      String known = "one of " + String.join(", ", partitionBy);
      block.report(
          BY,
          Shown.text(column) + " is not in partition-by",
          Closest.hint(column, partitionBy, known));
    }
  }

  /**
   * Delta refuses a VACUUM that keeps files for less time than the table promises. Held and
   * rejected runs' files wait for less than that, which {@link PublishReader} holds.
   */
  private static void checkVacuum(Block block, Block output, Duration time) {
    var property = FileRetention.find(output);
    var promised =
        property.isPresent()
            ? FileRetention.of(property.get())
            : Optional.of(FileRetention.DEFAULT);
    promised
        .filter(limit -> time.compareTo(limit) < 0)
        .ifPresent(
            limit ->
                block.report(
                    VACUUM,
                    "%s is less than the %s for which the table promises its files"
                        .formatted(Units.shown(time), Units.shown(limit)),
                    "lengthen it or set the output's property \"" + FileRetention.PROPERTY + "\""));
  }
}
