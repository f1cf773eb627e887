package io.tidegate.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.CountDistinct;
import com.amazon.deequ.analyzers.Distinctness;
import com.amazon.deequ.analyzers.Entropy;
import com.amazon.deequ.analyzers.FilterableAnalyzer;
import com.amazon.deequ.analyzers.ScanShareableFrequencyBasedAnalyzer;
import com.amazon.deequ.analyzers.UniqueValueRatio;
import com.amazon.deequ.analyzers.Uniqueness;
import com.amazon.deequ.metrics.Metric;
import io.tidegate.check.RowStatistics;
import io.tidegate.check.RowStatistics.OfColumn;
import io.tidegate.interop.Scala;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.Option;

/**
 * Metrics of how often the values of a key occur: uniqueness, distinct counts, entropy. As in
 * Deequ's {@code FrequencyBasedAnalyzer.computeFrequencies}, rows whose key is null in every column
 * do not count, and each set of columns is grouped once. Deequ reads the rows a second time to
 * count them; here the statistics of the files say how many there are, if they can.
 */
record Frequencies(Dataset<Row> rows, Supplier<RowStatistics> statistics) {

  /** Analyzers whose aggregates are over the counts alone. */
  private static final Set<Class<?>> OF_COUNTS =
      Set.of(
          Uniqueness.class,
          Distinctness.class,
          UniqueValueRatio.class,
          CountDistinct.class,
          Entropy.class);

  /** Whether the analyzer's metric is an aggregate over the groups of all rows. */
  static boolean fits(Analyzer<?, ?> analyzer) {
    return analyzer instanceof ScanShareableFrequencyBasedAnalyzer grouping
        && !grouping.groupingColumns().isEmpty()
        && !(analyzer instanceof FilterableAnalyzer filterable
            && filterable.filterCondition().isDefined());
  }

  /**
   * @param analyzers that fit
   */
  Map<Analyzer<?, ?>, Metric<?>> metrics(List<Analyzer<?, ?>> analyzers) {
    var groupings = new LinkedHashMap<List<String>, List<ScanShareableFrequencyBasedAnalyzer>>();
    for (Analyzer<?, ?> analyzer : analyzers) {
      var grouping = (ScanShareableFrequencyBasedAnalyzer) analyzer;
      List<String> key = Scala.list(grouping.groupingColumns()).stream().sorted().toList();
      groupings.computeIfAbsent(key, columns -> new ArrayList<>()).add(grouping);
    }
    var metrics = new LinkedHashMap<Analyzer<?, ?>, Metric<?>>();
    groupings.forEach((key, grouped) -> metrics.putAll(measured(key, grouped)));
    return metrics;
  }

  private Map<Analyzer<?, ?>, Metric<?>> measured(
      List<String> key, List<ScanShareableFrequencyBasedAnalyzer> analyzers) {
    var metrics = new LinkedHashMap<Analyzer<?, ?>, Metric<?>>();
    try {
      metrics.putAll(grouped(key, analyzers));
    } catch (Exception e) {
      // Spark does not declare it; a column that cannot be grouped is one reason for it.
      if (!(e instanceof AnalysisException)) {
        throw e;
      }
      analyzers.forEach(analyzer -> metrics.put(analyzer, analyzer.toFailureMetric(e)));
    }
    return metrics;
  }

  private Map<Analyzer<?, ?>, Metric<?>> grouped(
      List<String> key, List<ScanShareableFrequencyBasedAnalyzer> analyzers) {
    Column[] columns = key.stream().map(functions::col).toArray(Column[]::new);
    Dataset<Row> keyed =
        rows.select(columns)
            .where(Arrays.stream(columns).map(Column::isNotNull).reduce(Column::or).orElseThrow());
    long number = keyedRows(key).orElseGet(keyed::count);
    var aggregates = new ArrayList<Column>();
    var offsets = new LinkedHashMap<ScanShareableFrequencyBasedAnalyzer, Integer>();
    for (var analyzer : analyzers) {
      offsets.put(analyzer, aggregates.size());
      aggregates.addAll(Scala.list(analyzer.aggregationFunctions(number)));
    }
    Row result =
        new KeyCounts(keyed, columns)
            .counts(number, expectsDistinct(analyzers))
            .agg(aggregates.get(0), aggregates.stream().skip(1).toArray(Column[]::new))
            .head();
    var metrics = new LinkedHashMap<Analyzer<?, ?>, Metric<?>>();
    offsets.forEach(
        (analyzer, offset) ->
            metrics.put(analyzer, analyzer.fromAggregationResult(result, offset, Option.empty())));
    return metrics;
  }

  /** Who asks for uniqueness expects it; else groups are few, and Spark is fast at those. */
  private static boolean expectsDistinct(List<ScanShareableFrequencyBasedAnalyzer> analyzers) {
    return analyzers.stream().anyMatch(Uniqueness.class::isInstance)
        && analyzers.stream().allMatch(a -> OF_COUNTS.contains(a.getClass()));
  }

  /** All rows when one column of the key is never null; all but the nulls of its only column. */
  private Optional<Long> keyedRows(List<String> key) {
    RowStatistics all = statistics.get();
    List<OfColumn> known = key.stream().flatMap(name -> all.of(name).stream()).toList();
    if (known.stream().anyMatch(column -> column.nulls() == 0)) {
      return Optional.of(all.rows());
    }
    return key.size() == 1
        ? known.stream().findFirst().map(column -> all.rows() - column.nulls())
        : Optional.empty();
  }
}
