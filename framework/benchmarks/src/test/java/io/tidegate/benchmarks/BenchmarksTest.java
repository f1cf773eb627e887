package io.tidegate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.run.Sessions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every variant does its work: on little data, once, and without a look at the times. */
class BenchmarksTest {

  private static final Comparison.Progress QUIET = (comparison, variant, round, time) -> {};

  @TempDir Path work;

  @Test
  void everyVariantRuns() {
    var effort = new Effort(work, 0, 1);
    try (var session = Sessions.open("benchmarks", Map.of("spark.master", "local[2]"))) {
      SparkSession spark = session.spark();
      var data = new TpchData(spark, work.resolve("data"), 0.001);
      var confs = new Confs(work.resolve("conf"));
      var keys = new Overhead(spark, data, confs, effort, Overhead.CASES.get(1)).run(QUIET).get(0);
      assertThat(keys.name()).isEqualTo("line-item-keys-0.001");
      assertThat(keys.samples()).extracting(Sample::variant).hasSize(5).contains("tidegate");
      assertThat(names(new FixedCost(spark, data, confs, effort)))
          .containsExactly("fixed", "fixed-partition");
      assertThat(names(new QuarantineCost(spark, data, confs, effort)))
          .containsExactly("quarantine");
      assertThat(names(new ExtractCost(spark, data, confs, effort))).containsExactly("extract");
      assertThat(names(new LoadCost(spark, data, confs, work, effort))).containsExactly("load");
      assertThat(names(new Growth(spark, work.resolve("data"), confs, effort, List.of(0.001))))
          .containsExactly("growth-0.001");
    }
  }

  private static List<String> names(Scenario scenario) {
    return scenario.run(QUIET).stream().map(Result::name).toList();
  }
}
