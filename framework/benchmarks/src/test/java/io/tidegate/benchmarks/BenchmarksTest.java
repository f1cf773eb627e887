package io.tidegate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.run.Sessions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every variant does its work: on little data, once, and without a look at the times. */
class BenchmarksTest {

  private static final Comparison.Progress QUIET = (comparison, variant, round, time) -> {};

  @TempDir Path work;

  @Test
  void everyVariantRuns() {
    run(
        bench -> {
          var overhead =
              new Overhead(
                  bench.spark, bench.data, bench.confs, bench.effort, Overhead.CASES.get(1));
          var keys = overhead.run(QUIET).get(0);
          assertThat(keys.name()).isEqualTo("line-item-keys-0.001");
          assertThat(keys.samples()).extracting(Sample::variant).hasSize(5).contains("tidegate");
        });
  }

  @Tag("long")
  @Test
  void everyOtherScenarioRuns() {
    run(
        bench -> {
          assertThat(names(new FixedCost(bench.spark, bench.data, bench.confs, bench.effort)))
              .containsExactly("fixed", "fixed-partition");
          assertThat(names(new QuarantineCost(bench.spark, bench.data, bench.confs, bench.effort)))
              .containsExactly("quarantine");
          assertThat(names(new LoadCost(bench.spark, bench.data, bench.confs, work, bench.effort)))
              .containsExactly("load");
          assertThat(names(new ExtractCost(bench.spark, bench.data, bench.confs, bench.effort)))
              .containsExactly("extract");
          Path data = work.resolve("data");
          assertThat(
                  names(new Growth(bench.spark, data, bench.confs, bench.effort, List.of(0.001))))
              .containsExactly("growth-0.001");
        });
  }

  private record Bench(SparkSession spark, TpchData data, Confs confs, Effort effort) {}

  private void run(Consumer<Bench> scenarios) {
    try (var session = Sessions.open("benchmarks", Map.of("spark.master", "local[2]"))) {
      SparkSession spark = session.spark();
      var data = new TpchData(spark, work.resolve("data"), 0.001);
      scenarios.accept(
          new Bench(spark, data, new Confs(work.resolve("conf")), new Effort(work, 0, 1)));
    }
  }

  private static List<String> names(Scenario scenario) {
    return scenario.run(QUIET).stream().map(Result::name).toList();
  }
}
