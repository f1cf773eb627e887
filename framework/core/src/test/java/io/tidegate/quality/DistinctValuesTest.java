package io.tidegate.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.deequ.analyzers.Histogram;
import com.amazon.deequ.metrics.Distribution;
import com.amazon.deequ.metrics.HistogramMetric;
import io.tidegate.TestSpark;
import io.tidegate.check.RowStatistics;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

/** As many different values as Deequ's own histogram has bins. */
class DistinctValuesTest {

  private final SparkSession spark = TestSpark.session();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id % 7",
        "IF(id % 3 = 0, NULL, id % 7)",
        "IF(id % 3 = 0, NULL, CAST(id % 7 AS STRING))",
        "IF(id % 3 = 0, NULL, 'NullValue')",
        "IF(id = 0, 0D, -0D)",
        "IF(id % 2 = 0, DOUBLE('NaN'), id / 2)",
        "CAST(id % 7 AS DECIMAL(10, 2))",
        "CAST(id AS FLOAT)",
        "id % 2 = 0",
        "date_add(DATE '2024-03-01', CAST(id % 5 AS INT))",
        "timestamp_seconds(id DIV 2)",
        "CAST(CAST(id % 5 AS STRING) AS BINARY)",
        "named_struct('a', id % 4, 'b', NULL)",
        "array(id % 4)",
        "map('k', id % 4)",
        "CAST(NULL AS STRING)"
      })
  void asManyAsDeequCounts(String values) {
    assertSame(values, Optional.empty());
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"id % 7, id > 90", "CAST(id AS STRING), id % 2 = 0", "id, id > 1000"})
  void ofSomeRows(String values, String where) {
    assertSame(values, Optional.of(where));
  }

  private void assertSame(String values, Optional<String> where) {
    Dataset<Row> rows = spark.range(0, 100, 1, 3).selectExpr("id", values + " AS k");
    var histogram =
        new Histogram(
            "k",
            Option.empty(),
            1000,
            Option.apply(where.orElse(null)),
            true,
            Histogram.Count$.MODULE$);
    var deequs =
        (HistogramMetric) histogram.calculate(rows, Option.empty(), Option.empty(), Option.empty());

    assertThat(DistinctValues.fits(histogram)).isTrue();
    var ours =
        (HistogramMetric)
            DeequMetrics.measure(List.of(histogram), rows, () -> RowStatistics.none(100))
                .of(histogram);
    assertThat(bins(ours)).isEqualTo(bins(deequs));
    assertThat(ours.instance()).isEqualTo(deequs.instance());
  }

  private static Object bins(HistogramMetric metric) {
    return metric.value().isSuccess()
        ? ((Distribution) metric.value().get()).numberOfBins()
        : metric.value().failed().get().getClass();
  }
}
