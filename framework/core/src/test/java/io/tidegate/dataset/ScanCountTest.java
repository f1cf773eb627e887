package io.tidegate.dataset;

import static io.tidegate.dataset.ResolvedInputs.outcome;
import static io.tidegate.dataset.ResolvedInputs.resolve;
import static io.tidegate.dataset.ResolvedInputs.write;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.TestSpark;
import io.tidegate.check.Outcome;
import io.tidegate.config.Format;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts of text inputs stay exact under retries, recomputed stages and several scans. */
class ScanCountTest {

  private static final int GOOD = 3_000;

  private final SparkSession spark = TestSpark.session();
  private final Path dir;

  ScanCountTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @BeforeEach
  void writeFiles() {
    for (String name : new String[] {"1.csv", "2.csv", "3.csv"}) {
      write(
          dir.resolve(name),
          IntStream.rangeClosed(-1, 1_000)
              .mapToObj(i -> i == -1 ? "k,v" : i == 500 ? "bad," + name : i + "," + i % 7)
              .toArray(String[]::new));
    }
  }

  private Input input() {
    return resolve(InputConfigs.of(Format.CSV, dir).schema("k INT, v STRING").maxCorrupt(3));
  }

  private static void assertExact(Input input) {
    assertThat(input.rowCount()).hasValue(GOOD);
    assertThat(input.corruptRows()).hasValue(3);
    assertThat(outcome(input.checkAfter(), "corrupt-rows"))
        .isEqualTo(new Outcome.Passed("at most 3 corrupt rows", "3 corrupt rows"));
  }

  /** A filter that the optimizer leaves where it is. */
  private static Column here(UDF1<Integer, Boolean> filter) {
    return udf(filter, DataTypes.BooleanType).asNondeterministic().apply(col("k"));
  }

  @Test
  void countsATaskThatFailedAndWasRetriedOnce() {
    String fault = dir + "/retry";
    var retried = here(k -> k != 900 || Sabotage.failTask(fault));
    var input = input();

    assertThat(input.rows().where(retried).count()).isEqualTo(GOOD);
    assertThat(Sabotage.happened(fault)).isTrue();
    assertExact(input);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void countsARecomputedShuffleStageOnce(boolean adaptive) {
    String fault = dir + "/shuffle" + adaptive;
    var lose = here(k -> k != 900 || Sabotage.loseShuffle(fault));
    var plain = spark.sparkContext().longAccumulator();
    var count = here(k -> add(plain));
    var input = input();
    spark.conf().set("spark.sql.adaptive.enabled", adaptive);
    try {
      var counted = input.rows().where(count);
      var shuffled = counted.repartition(2, col("k"));
      assertThat(shuffled.where(lose).count()).isEqualTo(GOOD);
    } finally {
      spark.conf().unset("spark.sql.adaptive.enabled");
    }
    assertThat(Sabotage.happened(fault)).isTrue();
    assertThat(plain.value()).as("a plain accumulator").isEqualTo(2 * GOOD);
    assertExact(input);
  }

  private static boolean add(LongAccumulator plain) {
    plain.add(1);
    return true;
  }

  @Test
  void countsOnceWhenTheInputIsJoinedWithItself() {
    var input = input();
    var other = input.rows().where("v = '1'").select(col("k").as("l"));

    assertThat(input.rows().join(other, col("k").equalTo(col("l"))).count()).isPositive();
    assertExact(input);
  }

  @Test
  void countsOnceWhenTheInputIsReadByTwoActions() {
    var input = input();
    input.rows().select("v").collectAsList();
    input.rows().groupBy("v").count().collectAsList();
    assertExact(input);
  }

  @Test
  void countsFilesThatAreReadInSeveralSplits() {
    var input = input();
    spark.conf().set("spark.sql.files.maxPartitionBytes", "1000");
    try {
      assertThat(input.rows().rdd().getNumPartitions()).isGreaterThan(9);
      assertThat(input.rows().count()).isEqualTo(GOOD);
    } finally {
      spark.conf().unset("spark.sql.files.maxPartitionBytes");
    }
    assertExact(input);
  }

  @Test
  void doesNotCountAPartialRead() {
    var input =
        resolve(
            InputConfigs.of(Format.CSV, dir)
                .schema("k INT, v STRING")
                .volume(OptionalLong.of(1), OptionalLong.empty()));

    assertThat(input.rows().limit(5).collectAsList()).hasSize(5);
    assertThat(input.rowCount()).isEmpty();
    assertThat(input.corruptRows()).isEmpty();
    var cause = new Outcome.CouldNotMeasure("the job read 0 of 3 files in full");
    assertThat(outcome(input.checkAfter(), "min-rows")).isEqualTo(cause);
    assertThat(outcome(input.checkAfter(), "corrupt-rows")).isEqualTo(cause);
  }

  @Test
  void countsNothingOfFilesThatTheJobPrunes() {
    write(dir.resolve("day=1/1.csv"), "k", "1");
    write(dir.resolve("day=2/1.csv"), "k", "2");
    var input = resolve(InputConfigs.of(Format.CSV, dir.resolve("day=*/*.csv")).schema("k INT"));

    assertThat(input.rows().where("day = 1").count()).isEqualTo(1);
    assertThat(input.rowCount()).isEmpty();
    assertThat(outcome(input.checkAfter(), "corrupt-rows"))
        .isEqualTo(new Outcome.CouldNotMeasure("the job read 1 of 2 files in full"));
  }

  @Test
  void opensEachFileOnceForOneAction() {
    CountingFileSystem.register(spark);
    var input = resolve(InputConfigs.of(Format.CSV, CountingFileSystem.path(dir)));
    CountingFileSystem.forget(dir);

    input.rows().groupBy("v").count().collectAsList();
    assertThat(CountingFileSystem.opened(dir))
        .isEqualTo(Map.of(Path.of("1.csv"), 1, Path.of("2.csv"), 1, Path.of("3.csv"), 1));
    assertThat(input.rowCount()).hasValue(GOOD + 3);
  }

  @Test
  void keepsSparksSizeEstimate() {
    var input = input();
    var size = input.rows().queryExecution().optimizedPlan().stats().sizeInBytes();
    assertThat(size.toLong()).isEqualTo(input.version().bytes());
  }
}
