package io.tidegate.benchmarks;

import io.tidegate.job.RunReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** What a run takes that has next to nothing to do, in a session that is warm. */
record FixedCost(SparkSession spark, TpchData data, Confs confs, Effort effort)
    implements Scenario {

  private static final int ROWS = 1000;

  @Override
  public String name() {
    return "fixed";
  }

  @Override
  public List<Result> run(Comparison.Progress progress) {
    Path source = source();
    var steps = new LinkedHashMap<String, List<Duration>>();
    List<Sample> samples =
        effort.compare(
            "fixed",
            progress,
            List.of(
                new Variant(
                    "plain",
                    target -> Writes.plain(spark.read().parquet(source.toString()), target)),
                new Variant("tidegate", target -> gated(source, target, steps))));
    return List.of(
        new Result(
            "fixed",
            "a job of %,d rows in a warm session".formatted(ROWS),
            "at most 0.5 s more than plain",
            samples,
            notes(samples, steps)));
  }

  private Path source() {
    Path source = effort.work().resolve("small");
    if (!Files.exists(source.resolve("_SUCCESS"))) {
      data.lineItems().limit(ROWS).coalesce(1).write().mode("overwrite").parquet(source.toString());
    }
    return source;
  }

  private void gated(Path source, Path target, Map<String, List<Duration>> steps) {
    Path conf = confs.job(Map.of("lineitem", source), "small.dqdl", "reject", target);
    RunReport report = new Writes(spark).gated(conf, inputs -> inputs.get("lineitem"));
    report
        .record()
        .steps()
        .forEach((step, time) -> steps.computeIfAbsent(step, key -> new ArrayList<>()).add(time));
  }

  /** Warm-ups are left out, as they are of the samples. */
  private List<String> notes(List<Sample> samples, Map<String, List<Duration>> steps) {
    var notes = new ArrayList<String>();
    Duration more = samples.get(1).median().minus(samples.get(0).median());
    notes.add("tidegate takes %d ms more than plain".formatted(more.toMillis()));
    steps.forEach(
        (step, times) -> {
          var counted = new Sample(step, times.subList(effort.warmups(), times.size()));
          notes.add("step %s: %d ms".formatted(step, counted.median().toMillis()));
        });
    return List.copyOf(notes);
  }
}
