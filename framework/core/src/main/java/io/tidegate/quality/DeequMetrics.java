package io.tidegate.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.FilterableAnalyzer;
import com.amazon.deequ.analyzers.Preconditions;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.Metric;
import io.tidegate.check.RowStatistics;
import io.tidegate.interop.Scala;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** What Deequ's analyzers measured of one dataset. */
record DeequMetrics(Map<Analyzer<?, ?>, Metric<?>> byAnalyzer) {

  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /** Whether the schema has what the analyzer measures. */
  static boolean canMeasure(Analyzer<?, ?> analyzer, StructType schema) {
    return Preconditions.findFirstFailing(schema, analyzer.preconditions()).isEmpty();
  }

  /**
   * Reads the rows: once for each key or column that is grouped, and as Deequ does for the rest.
   */
  static DeequMetrics measure(
      List<Analyzer<?, ?>> analyzers, Dataset<Row> rows, Supplier<RowStatistics> statistics) {
    var grouping = new ArrayList<Analyzer<?, ?>>();
    var others = new ArrayList<Analyzer<?, ?>>();
    var measured = new LinkedHashMap<Analyzer<?, ?>, Metric<?>>();
    for (Analyzer<?, ?> analyzer : analyzers) {
      boolean can = canMeasure(analyzer, rows.schema());
      if (can && DistinctValues.fits(analyzer)) {
        measured.put(analyzer, new DistinctValues(rows).metric(analyzer));
      } else {
        (can && Frequencies.fits(analyzer) ? grouping : others).add(analyzer);
      }
    }
    measured.putAll(new Frequencies(rows, statistics).metrics(grouping));
    var metrics = new DeequMetrics(measured);
    return others.isEmpty() ? metrics : metrics.and(asDeequDoes(others, rows));
  }

  private static DeequMetrics asDeequDoes(List<Analyzer<?, ?>> analyzers, Dataset<Row> rows) {
    var builder = AnalysisRunner.onData(rows);
    for (Analyzer<?, ?> analyzer : analyzers) {
      builder = builder.addAnalyzer(typed(analyzer));
    }
    return new DeequMetrics(Map.copyOf(Scala.javaMap(builder.run().metricMap())));
  }

  DeequMetrics and(DeequMetrics others) {
    var all = new LinkedHashMap<>(byAnalyzer);
    all.putAll(others.byAnalyzer);
    return new DeequMetrics(all);
  }

  @SuppressWarnings("unchecked")
  static Analyzer<?, Metric<?>> typed(Analyzer<?, ?> analyzer) {
    return (Analyzer<?, Metric<?>>) analyzer;
  }

  Metric<?> of(Analyzer<?, ?> analyzer) {
    return Objects.requireNonNull(byAnalyzer.get(analyzer), "an analyzer that was not planned");
  }

  /** The numbers among them, by name. */
  Map<String, Double> values() {
    var values = new TreeMap<String, Double>();
    byAnalyzer.forEach(
        (analyzer, metric) -> {
          if (metric instanceof DoubleMetric number && number.value().isSuccess()) {
            values.put(name(analyzer, number) + where(analyzer), (Double) number.value().get());
          }
        });
    return values;
  }

  private static String where(Analyzer<?, ?> analyzer) {
    return analyzer instanceof FilterableAnalyzer filterable
        ? Scala.optional(filterable.filterCondition()).map(w -> " (where: " + w + ")").orElse("")
        : "";
  }

  /** {@code Column.price.Completeness}, as in Deequ's own results for DQDL. */
  private static String name(Analyzer<?, ?> analyzer, DoubleMetric metric) {
    String name = metric.name().equals("Size") ? "RowCount" : metric.name();
    return metric.entity() + "." + instance(analyzer, metric) + "." + name;
  }

  /**
   * What is measured. For DQDL's conditions on values Deequ makes up an id each time, by which no
   * run's measure would be found among another's; the condition itself is the same.
   */
  private static String instance(Analyzer<?, ?> analyzer, DoubleMetric metric) {
    return analyzer instanceof Compliance compliance
            && UUID.matcher(compliance.instance()).matches()
        ? compliance.predicate()
        : metric.instance();
  }
}
