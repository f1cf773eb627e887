package io.tidegate.config;

import io.tidegate.check.Severity;
import io.tidegate.config.OutputConfig.Baseline;
import io.tidegate.config.OutputConfig.Previous;
import io.tidegate.config.OutputConfig.Reconcile;
import io.tidegate.config.OutputConfig.VolumePolicy;
import io.tidegate.problem.Closest;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Reads the {@code volume} block of an output. */
final class VolumeReader {

  private static final Key<Node> PREVIOUS =
      Key.block("previous", "change against the run that was published last");
  private static final Key<Node> RECONCILE = Key.block("reconcile", "rows out against rows in");
  private static final Key<Node> BASELINE =
      Key.block("baseline", "against the last published runs");
  private static final Key<Severity> OTHERWISE =
      Severities.otherwise("hold", "what a failed check of this block does");
  private static final Key<Severity> INHERITED = Severities.inherited();

  private static final Key<Double> MAX_DROP =
      Key.optional(
          "max-drop", Numbers.SHARE, "the largest fall in rows, as a part of the previous run's");
  private static final Key<Double> MAX_RISE =
      Key.optional(
          "max-rise",
          Numbers.RATIO,
          "the largest rise in rows, as a part of the previous run's: 200% is three times as many");

  private static final Key<String> INPUT =
      Key.required("input", Types.ALIAS, "the input whose rows are counted");
  private static final Key<Double> MIN_RATIO =
      Key.preset(
          "min-ratio", Numbers.RATIO, "1.0", "the least that rows out divided by rows in may be");
  private static final Key<Double> MAX_RATIO =
      Key.preset(
          "max-ratio", Numbers.RATIO, "1.0", "the most that rows out divided by rows in may be");
  private static final Key<Boolean> CHECKSUM =
      Key.preset(
          "checksum",
          Types.FLAG,
          "false",
          "whether each row of the input, a table of a database, is compared with what landed");

  private static final Key<Integer> WINDOW =
      Key.preset(
          "window", Numbers.small(2, 1000), "28", "how many published runs are looked at, at most");
  private static final Key<Boolean> SAME_WEEKDAY =
      Key.preset("same-weekday", Types.FLAG, "false", "only runs of the same day of the week");
  private static final Key<Double> TOLERANCE =
      Key.preset(
          "tolerance",
          Numbers.number(0.1, 100),
          "3.5",
          "how many scaled median absolute deviations from the median are usual");
  private static final Key<Integer> MIN_HISTORY =
      Key.preset(
          "min-history",
          Numbers.small(2, 1000),
          "5",
          "with fewer runs than this the check does not apply");

  static final Section SECTION =
      new Section(
          "output.volume",
          "How much the output may hold. The bounds are inclusive.",
          BoundsReader.MIN_ROWS,
          BoundsReader.MAX_ROWS,
          BoundsReader.MIN_BYTES,
          BoundsReader.MAX_BYTES,
          PREVIOUS,
          RECONCILE,
          BASELINE,
          OTHERWISE);
  static final Section PREVIOUS_SECTION =
      new Section(
          "output.volume.previous",
          "Change against the run that was published last. At least one of the two bounds.",
          MAX_DROP,
          MAX_RISE,
          INHERITED);
  static final Section RECONCILE_SECTION =
      new Section(
          "output.volume.reconcile",
          "Rows out, published and quarantined, against the rows of one input.",
          INPUT,
          MIN_RATIO,
          MAX_RATIO,
          CHECKSUM,
          INHERITED);
  static final Section BASELINE_SECTION =
      new Section(
          "output.volume.baseline",
          "Rows against the median of the last published runs.",
          WINDOW,
          SAME_WEEKDAY,
          TOLERANCE,
          MIN_HISTORY,
          INHERITED);

  private final Map<String, Block> inputs;

  VolumeReader(Map<String, Block> inputs) {
    this.inputs = inputs;
  }

  Supplier<VolumePolicy> read(Block block) {
    var bounds = BoundsReader.read(block);
    var otherwise = block.read(OTHERWISE);
    var previous = block.block(PREVIOUS, PREVIOUS_SECTION).map(VolumeReader::previous);
    var reconcile = block.block(RECONCILE, RECONCILE_SECTION).map(this::reconcile);
    var baseline = block.block(BASELINE, BASELINE_SECTION).map(VolumeReader::baseline);
    return () -> {
      var outer = otherwise.orElseThrow();
      return new VolumePolicy(
          bounds,
          previous.map(p -> p.under(outer)),
          reconcile.map(r -> r.under(outer)),
          baseline.map(b -> b.under(outer)),
          outer);
    };
  }

  /** A block that takes the outer severity when it has none. */
  private interface Inner<T> {
    T under(Severity outer);
  }

  private static Inner<Previous> previous(Block block) {
    var drop = block.read(MAX_DROP);
    var rise = block.read(MAX_RISE);
    var otherwise = block.read(INHERITED);
    if (!block.has(MAX_DROP) && !block.has(MAX_RISE)) {
      block.reading().report(block.node(), "says neither max-drop nor max-rise", "set one of them");
    }
    return outer -> new Previous(of(drop), of(rise), otherwise.orElse(outer));
  }

  private Inner<Reconcile> reconcile(Block block) {
    var input = block.read(INPUT);
    var min = block.read(MIN_RATIO);
    var max = block.read(MAX_RATIO);
    var checksum = block.read(CHECKSUM);
    var otherwise = block.read(INHERITED);
    BoundsReader.ordered(block, MIN_RATIO, min, MAX_RATIO, max);
    input.filter(name -> !inputs.containsKey(name)).ifPresent(name -> refuseInput(block, name));
    input
        .flatMap(name -> Optional.ofNullable(inputs.get(name)))
        .filter(of -> checksum.orElse(false) && !InputReader.isOfDatabase(of))
        .ifPresent(
            of ->
                block.report(
                    CHECKSUM, "only a database sums its rows", "leave it out, or read by jdbc"));
    return outer ->
        new Reconcile(
            input.orElseThrow(),
            min.orElseThrow(),
            max.orElseThrow(),
            checksum.orElseThrow(),
            otherwise.orElse(outer));
  }

  private void refuseInput(Block block, String name) {
    String otherwise =
        inputs.isEmpty() ? "there are none" : "inputs: " + String.join(", ", inputs.keySet());
    block.report(INPUT, name + " is not an input", Closest.hint(name, inputs.keySet(), otherwise));
  }

  private static Inner<Baseline> baseline(Block block) {
    var window = block.read(WINDOW);
    var sameWeekday = block.read(SAME_WEEKDAY);
    var tolerance = block.read(TOLERANCE);
    var minHistory = block.read(MIN_HISTORY);
    var otherwise = block.read(INHERITED);
    BoundsReader.ordered(block, MIN_HISTORY, minHistory, WINDOW, window);
    return outer ->
        new Baseline(
            window.orElseThrow(),
            sameWeekday.orElseThrow(),
            tolerance.orElseThrow(),
            minHistory.orElseThrow(),
            otherwise.orElse(outer));
  }

  private static OptionalDouble of(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
