package io.tidegate.quality;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.CountDistinct;
import com.amazon.deequ.analyzers.Distinctness;
import com.amazon.deequ.analyzers.UniqueValueRatio;
import com.amazon.deequ.analyzers.Uniqueness;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.metrics.DoubleMetric;
import io.tidegate.TestSpark;
import io.tidegate.check.RowStatistics;
import io.tidegate.interop.Scala;
import io.tidegate.quality.HashedKeys.Spread;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;
import scala.Tuple2;

/** Counted by their hashes, keys give the metrics that Deequ's own grouping gives. */
class HashedKeysTest {

  private static final long ROWS = 120_000;

  private final SparkSession spark = TestSpark.session();

  @Tag("long")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "IF(id < 10, 0, id)",
        "IF(id % 20 = 0, NULL, id)",
        "CAST(IF(id = 7, 8, id) AS STRING)",
        "CAST(id AS DECIMAL(20, 3))",
        "timestamp_seconds(id)",
        "IF(id % 2 = 0, id, id - 1)",
        "id % 100",
        "CAST(id AS DOUBLE)"
      })
  void theMetricsOfOneColumnAreDeequs(String key) {
    assertSame(List.of("k"), key + " AS k");
  }

  @Test
  void theMetricsOfTwoColumnsAreDeequs() {
    assertSame(List.of("a", "b"), "id DIV 7 AS a", "CAST(id % 7 AS INT) AS b");
    assertSame(List.of("a", "b"), "id DIV 8 AS a", "CAST(id % 7 AS INT) AS b");
    assertSame(List.of("a", "b"), "IF(id % 3 = 0, NULL, id) AS a", "IF(id % 6 = 0, NULL, id) AS b");
  }

  private void assertSame(List<String> key, String... columns) {
    Dataset<Row> rows = spark.range(0, ROWS, 1, 3).selectExpr(columns).cache();
    try {
      scala.collection.Seq<String> names = Scala.seq(key);
      List<Analyzer<?, ?>> analyzers =
          List.of(
              new Uniqueness(names, Option.empty(), Option.empty()),
              new Distinctness(names, Option.empty()),
              new UniqueValueRatio(names, Option.empty(), Option.empty()),
              new CountDistinct(names));
      var ours = new TreeMap<String, Double>();
      new Frequencies(rows, () -> RowStatistics.none(ROWS))
          .metrics(analyzers)
          .forEach((analyzer, metric) -> ours.put(analyzer.toString(), value(metric)));
      var deequs = new TreeMap<String, Double>();
      var builder = AnalysisRunner.onData(rows);
      analyzers.forEach(each -> builder.addAnalyzer(DeequMetrics.typed(each)));
      Scala.javaMap(builder.run().metricMap())
          .forEach((analyzer, metric) -> deequs.put(analyzer.toString(), value(metric)));
      assertThat(ours).isEqualTo(deequs);
    } finally {
      rows.unpersist();
    }
  }

  private static double value(Object metric) {
    return (Double) ((DoubleMetric) metric).value().get();
  }

  @Test
  void keysThatOccurAgainAreFoundByTheirHashes() {
    var spread = keys("IF(id < 10, 0, id)").spread(ROWS).orElseThrow();

    assertThat(spread.once()).isEqualTo(ROWS - 10);
    assertThat(spread.again()).hasSize(1);
    assertThat(keys("IF(id < 10, 0, id)").withHash(spread.again()).collectAsList())
        .extracting(row -> row.getLong(0))
        .containsOnly(0L)
        .hasSize(10);
  }

  @Test
  void moreThanAreWorthToBeToldApartAreLeftToSpark() {
    assertThat(keys("IF(id % 2 = 0, id, id - 1)").spread(ROWS)).isEmpty();
    assertThat(keys("id % 100").spread(ROWS).orElseThrow().again()).hasSize(100);
  }

  private HashedKeys keys(String expression) {
    return new HashedKeys(
        spark.range(0, ROWS, 1, 3).selectExpr(expression + " AS k"), new Column[] {col("k")});
  }

  @Test
  void hashesAreCounted() {
    long[] hashes = {5, -1, 5, 7, Long.MIN_VALUE, 5, -1};

    Spread spread = Spread.of(hashes);

    assertThat(spread.once()).isEqualTo(2);
    assertThat(spread.again()).containsExactly(-1, 5);
    assertThat(Spread.of(new long[0]).once()).isZero();
  }

  @Test
  void aBucketHasSixteenMegabytesOfHashesAtMost() {
    assertThat(HashedKeys.buckets(100, 8)).isEqualTo(1);
    assertThat(HashedKeys.buckets(1_000_000, 8)).isEqualTo(8);
    assertThat(HashedKeys.buckets(1_000_000_000, 8)).isEqualTo(501);
  }

  @Test
  void everyHashComesToItsBucketInArraysOfLimitedSize() {
    List<InternalRow> rows =
        LongStream.range(0, 50_000)
            .mapToObj(
                i -> (InternalRow) new GenericInternalRow(new Object[] {i * 0x9E3779B97F4A7C15L}))
            .toList();
    Map<Integer, List<Long>> dealt = new TreeMap<>();
    Iterator<Tuple2<Integer, long[]>> chunks = new HashChunks(rows.iterator(), 3);
    while (chunks.hasNext()) {
      var chunk = chunks.next();
      assertThat(chunk._2().length).isBetween(1, HashChunks.SIZE);
      LongStream.of(chunk._2())
          .forEach(
              hash -> {
                assertThat(HashChunks.bucket(hash, 3)).isEqualTo(chunk._1());
                dealt.computeIfAbsent(chunk._1(), key -> new ArrayList<>()).add(hash);
              });
    }
    assertThat(dealt.keySet()).containsExactly(0, 1, 2);
    assertThat(dealt.values().stream().mapToInt(List::size).sum()).isEqualTo(50_000);
    assertThat(dealt.values().stream().flatMap(List::stream).distinct()).hasSize(50_000);
    assertThat(dealt.values()).allMatch(hashes -> hashes.size() > 15_000);
  }
}
