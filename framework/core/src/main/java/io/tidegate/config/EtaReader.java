package io.tidegate.config;

import io.tidegate.check.Severity;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads when a job has to be done. */
final class EtaReader {

  static final Key<Node> ETA = Key.block("eta", "when the job has to be done");

  private static final Key<TimeOfDay> LAND_BY =
      Key.optional(
          "land-by",
          TimeOfDay.TYPE,
          "the time by which the data must be published, on the day on which its interval ends");
  private static final Key<Integer> DAY_OFFSET =
      Key.preset("day-offset", Numbers.small(0, 366), "0", "how many days later land-by is");
  private static final Key<Duration> MAX_RUNTIME =
      Key.optional("max-runtime", Units.DURATION, "how long a run may take");
  private static final Key<Duration> WARN_BEFORE =
      Key.preset(
          "warn-before",
          Units.DURATION_OR_ZERO,
          "15m",
          "how long before the deadline a forecast that misses it is reported");
  private static final Key<Severity> OTHERWISE =
      Severities.otherwise("warn", "what a missed deadline does");

  static final Section SECTION =
      new Section(
          "eta",
          "When the job has to be done. In a conf with one output it may stand in `output`.",
          LAND_BY,
          DAY_OFFSET,
          MAX_RUNTIME,
          WARN_BEFORE,
          OTHERWISE);

  private EtaReader() {}

  /**
   * @param output the block of the single output
   */
  static Supplier<JobConfig.EtaConfig> read(Block root, Optional<Block> output) {
    boolean inner = output.filter(block -> block.has(OutputReader.ETA)).isPresent();
    if (inner && root.has(ETA)) {
      output.orElseThrow().report(OutputReader.ETA, "is also on the top level", "keep one of them");
    }
    return read(
        inner
            ? output.orElseThrow().blockOrEmpty(OutputReader.ETA, SECTION)
            : root.blockOrEmpty(ETA, SECTION));
  }

  private static Supplier<JobConfig.EtaConfig> read(Block block) {
    var landBy = block.read(LAND_BY);
    var dayOffset = block.read(DAY_OFFSET);
    var maxRuntime = block.read(MAX_RUNTIME);
    var warnBefore = block.read(WARN_BEFORE);
    var otherwise = block.read(OTHERWISE);
    if (!block.has(LAND_BY) && block.has(DAY_OFFSET)) {
      block.report(DAY_OFFSET, "needs land-by", "set land-by, or leave it out");
    }
    return () ->
        new JobConfig.EtaConfig(
            landBy.map(at -> new JobConfig.LandBy(at.time(), at.zone(), dayOffset.orElseThrow())),
            maxRuntime,
            warnBefore.orElseThrow(),
            otherwise.orElseThrow());
  }
}
