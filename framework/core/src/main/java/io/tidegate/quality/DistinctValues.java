package io.tidegate.quality;

import static org.apache.spark.sql.functions.col;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Histogram;
import com.amazon.deequ.analyzers.Histogram$;
import com.amazon.deequ.metrics.Distribution;
import com.amazon.deequ.metrics.HistogramMetric;
import com.amazon.deequ.metrics.Metric;
import io.tidegate.interop.Scala;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import scala.util.Success;

/**
 * How many different texts the values of a column have, which is what DQDL's {@code
 * DistinctValuesCount} asks of Deequ's {@code Histogram}. Deequ makes a text of each value, groups
 * those, and groups them again for each of the numbers that it derives. Here equal values become
 * one before they become texts, and are grouped once. Of the histogram there is the number of bins
 * alone: no rule of DQDL asks for the bins themselves.
 */
record DistinctValues(Dataset<Row> rows) {

  static boolean fits(Analyzer<?, ?> analyzer) {
    return analyzer instanceof Histogram histogram
        && histogram.binningUdf().isEmpty()
        && histogram.aggregateFunction().equals(Histogram.Count$.MODULE$);
  }

  /**
   * @param analyzer one that fits, of a column that there is
   */
  Metric<?> metric(Analyzer<?, ?> analyzer) {
    var histogram = (Histogram) analyzer;
    try {
      var distribution = new Distribution(Scala.map(Map.of()), bins(histogram), 0);
      return new HistogramMetric(histogram.column(), new Success<>(distribution));
    } catch (Exception e) {
      // Spark does not declare it; a column that has no text is one reason for it.
      if (!(e instanceof AnalysisException)) {
        throw e;
      }
      return histogram.toFailureMetric(e);
    }
  }

  private long bins(Histogram histogram) {
    Optional<String> where = Scala.optional(histogram.where());
    Dataset<Row> values = where.map(rows::where).orElse(rows).select(col(histogram.column()));
    return (KeyCounts.hashable(values.schema()) ? values.distinct() : values)
        .select(col(histogram.column()).cast(DataTypes.StringType))
        .na()
        .fill(Histogram$.MODULE$.NullFieldReplacement())
        .distinct()
        .count();
  }
}
