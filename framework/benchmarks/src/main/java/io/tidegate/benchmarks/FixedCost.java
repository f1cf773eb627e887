package io.tidegate.benchmarks;

import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.tidegate.job.RunReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a run takes that has next to nothing to do, in a session that is warm. */
record FixedCost(SparkSession spark, TpchData data, Confs confs, Effort effort)
    implements Scenario {

  private static final int ROWS = 1000;
  private static final String RULES = "small.dqdl";
  private static final String GOAL = "at most 0.5 s more than plain";

  @Override
  public String name() {
    return "fixed";
  }

  @Override
  public List<Result> run(Comparison.Progress progress) {
    Path source = source();
    return List.of(newTable(source, progress), nextNight(source, progress));
  }

  private Result newTable(Path source, Comparison.Progress progress) {
    return compare(
        "fixed",
        "a job of %,d rows to a new table, in a warm session".formatted(ROWS),
        progress,
        target -> Writes.plain(spark.read().parquet(source.toString()), target),
        target -> confs.job(Map.of("lineitem", source), RULES, "reject", target),
        rows -> rows);
  }

  /** What most runs are: one more day of a table that has many, and a history. */
  private Result nextNight(Path source, Comparison.Progress progress) {
    Path plain = history(source, "plain");
    Path gated = history(source, "gated");
    return compare(
        "fixed-partition",
        "a job of %,d rows to one of a table's 30 partitions, in a warm session".formatted(ROWS),
        progress,
        target -> Writes.plainDay(day(spark.read().parquet(source.toString())), plain),
        target ->
            confs.job(
                Map.of("lineitem", source),
                "write = replace-partition, partition-by = [day]",
                RULES,
                "reject",
                gated),
        FixedCost::day);
  }

  private Result compare(
      String name,
      String title,
      Comparison.Progress progress,
      Variant.Work plain,
      UnaryOperator<Path> conf,
      UnaryOperator<Dataset<Row>> transform) {
    var steps = new LinkedHashMap<String, List<Duration>>();
    List<Sample> samples =
        effort.compare(
            name,
            progress,
            List.of(
                new Variant("plain", plain),
                new Variant(
                    "tidegate",
                    target ->
                        add(
                            steps,
                            new Writes(spark)
                                .gated(
                                    conf.apply(target),
                                    inputs -> transform.apply(inputs.get("lineitem")))))));
    return new Result(name, title, GOAL, samples, notes(samples, steps));
  }

  private static void add(Map<String, List<Duration>> steps, RunReport report) {
    report
        .record()
        .steps()
        .forEach((step, time) -> steps.computeIfAbsent(step, key -> new ArrayList<>()).add(time));
  }

  private static Dataset<Row> day(Dataset<Row> rows) {
    return rows.withColumn("day", lit(Writes.DATE));
  }

  private Path source() {
    Path source = effort.work().resolve("small");
    if (!Files.exists(source.resolve("_SUCCESS"))) {
      data.lineItems().limit(ROWS).coalesce(1).write().mode("overwrite").parquet(source.toString());
    }
    return source;
  }

  /** A table of 30 days, each with the source's rows. */
  private Path history(Path source, String name) {
    Path place = effort.work().resolve("history-" + name);
    Comparison.remove(place);
    spark
        .read()
        .parquet(source.toString())
        .withColumn("n", explode(expr("sequence(1, 30)")))
        .withColumn("day", expr("format_string('2024-03-%02d', n)"))
        .drop("n")
        .write()
        .format("delta")
        .partitionBy("day")
        .save(Writes.table(place));
    return place;
  }

  /** Warm-ups are left out, as they are of the samples. */
  private List<String> notes(List<Sample> samples, Map<String, List<Duration>> steps) {
    var notes = new ArrayList<String>();
    Duration more = samples.get(1).median().minus(samples.get(0).median());
    notes.add("tidegate takes %d ms more than plain".formatted(more.toMillis()));
    steps.forEach(
        (step, times) -> {
          Duration median = Sample.median(times.subList(effort.warmups(), times.size()));
          notes.add("step %s: %d ms".formatted(step, median.toMillis()));
        });
    return List.copyOf(notes);
  }
}
