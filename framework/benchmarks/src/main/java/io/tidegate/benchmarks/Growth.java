package io.tidegate.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Whether the gate's share grows with the data, in time and in the driver's memory. */
record Growth(SparkSession spark, Path folder, Confs confs, Effort effort, List<Double> scales)
    implements Scenario {

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public List<Result> run(Comparison.Progress progress) {
    return scales.stream().map(scale -> run(scale, progress)).toList();
  }

  private Result run(double scale, Comparison.Progress progress) {
    var data = new TpchData(spark, folder, scale);
    var overhead = new Overhead(spark, data, confs, effort, Overhead.CASES.get(0));
    var peaks = new HashMap<String, Long>();
    List<Variant> variants =
        List.of(measured(overhead.plain(), peaks), measured(overhead.gated(), peaks));
    String name = "growth-" + scale;
    List<Sample> samples = effort.compare(name, progress, variants);
    return new Result(
        name,
        "%s; 14 rules that fuse; %s".formatted(Transform.ENRICH.title(), data.title()),
        "a ratio that does not grow with the scale; at most 64 MB of heap more than plain",
        samples,
        notes(variants, peaks));
  }

  private static Variant measured(Variant variant, Map<String, Long> peaks) {
    return new Variant(
        variant.name(),
        target -> {
          try (var memory = new PeakMemory()) {
            variant.work().run(target);
            System.gc();
            peaks.merge(variant.name(), memory.bytes(), Math::max);
          }
        });
  }

  private static List<String> notes(List<Variant> variants, Map<String, Long> peaks) {
    var notes = new ArrayList<String>();
    for (Variant variant : variants) {
      long mb = peaks.getOrDefault(variant.name(), 0L) >> 20;
      notes.add(
          "%s: at most %d MB of heap in use after a collection".formatted(variant.name(), mb));
    }
    return List.copyOf(notes);
  }
}
