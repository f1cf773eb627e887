package io.tidegate.quality;

import io.tidegate.check.RowStatistics;
import io.tidegate.check.RowStatistics.OfColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Answers aggregates from the statistics of the written files. What an aggregate is taken over is
 * evaluated by Spark itself, in three rows: every column's least values, the greatest, and nulls.
 * Spark projects such rows without a job.
 */
final class Answers {

  private final RowStatistics statistics;
  private final Map<String, Known> known;
  private final Map<String, Probe> probes;

  private record Probe(Object atLeast, Object atGreatest, Optional<Object> atNull) {}

  private Answers(RowStatistics statistics, Map<String, Known> known, Map<String, Probe> probes) {
    this.statistics = statistics;
    this.known = known;
    this.probes = probes;
  }

  /**
   * @param schema of the written rows
   * @param known aggregates by alias
   * @return values by alias, empty for SQL's null; an aggregate that the statistics do not answer
   *     is missing
   */
  static Map<String, Optional<Object>> of(
      SparkSession spark, StructType schema, RowStatistics statistics, Map<String, Known> known) {
    return new Answers(statistics, known, probes(spark, schema, statistics, known)).all();
  }

  private Map<String, Optional<Object>> all() {
    var answers = new LinkedHashMap<String, Optional<Object>>();
    known.forEach((alias, aggregate) -> answer(alias, aggregate, answers));
    return answers;
  }

  private void answer(String alias, Known aggregate, Map<String, Optional<Object>> answers) {
    long rows = statistics.rows();
    if (aggregate instanceof Known.AllRows) {
      answers.put(alias, Optional.of(rows));
      return;
    }
    Optional<OfColumn> column = aggregate.needs().flatMap(statistics::of);
    if (column.isEmpty()) {
      return;
    }
    long nulls = column.get().nulls();
    if (aggregate instanceof Known.NotNull notNull) {
      answers.put(
          alias, notNull.isSum() && rows == 0 ? Optional.empty() : Optional.of(rows - nulls));
    } else if (aggregate instanceof Known.Extreme extreme) {
      if (rows == nulls) {
        answers.put(alias, Optional.empty());
      } else if (probes.containsKey(alias)) {
        answers.put(alias, Optional.of(extreme(extreme, probes.get(alias))));
      }
    } else if (rows == 0) {
      answers.put(alias, Optional.empty());
    } else if (probes.containsKey(alias)) {
      meeting(probes.get(alias), nulls).ifPresent(n -> answers.put(alias, Optional.of(n)));
    }
  }

  private static Object extreme(Known.Extreme extreme, Probe probe) {
    double one = (Double) probe.atLeast;
    double other = (Double) probe.atGreatest;
    return extreme.isLeast() == (Double.compare(one, other) <= 0) ? one : other;
  }

  private Optional<Long> meeting(Probe probe, long nulls) {
    boolean all = Boolean.TRUE.equals(probe.atLeast) && Boolean.TRUE.equals(probe.atGreatest);
    boolean nullsToo = probe.atNull.filter(Boolean.TRUE::equals).isPresent();
    long values = statistics.rows() - nulls;
    return all ? Optional.of(values + (nullsToo ? nulls : 0)) : Optional.empty();
  }

  private static Map<String, Probe> probes(
      SparkSession spark, StructType schema, RowStatistics statistics, Map<String, Known> known) {
    var columns = new LinkedHashMap<String, Column>();
    known.forEach(
        (alias, aggregate) ->
            aggregate
                .over()
                .filter(over -> hasExtremes(statistics, aggregate))
                .ifPresent(over -> columns.put(alias, new Column(over).as(alias))));
    if (columns.isEmpty()) {
      return Map.of();
    }
    StructType type = withExtremes(schema, statistics);
    List<Row> rows =
        spark
            .createDataFrame(extremes(type, statistics), type)
            .select(columns.values().toArray(Column[]::new))
            .collectAsList();
    var probes = new LinkedHashMap<String, Probe>();
    for (String alias : columns.keySet()) {
      Object least = rows.get(0).getAs(alias);
      Object greatest = rows.get(1).getAs(alias);
      if (least != null && greatest != null) {
        probes.put(
            alias, new Probe(least, greatest, Optional.ofNullable(rows.get(2).getAs(alias))));
      }
    }
    return probes;
  }

  private static boolean hasExtremes(RowStatistics statistics, Known aggregate) {
    return aggregate.needs().flatMap(statistics::of).filter(OfColumn::hasExtremes).isPresent();
  }

  private static List<Row> extremes(StructType type, RowStatistics statistics) {
    List<OfColumn> columns =
        Arrays.stream(type.fields()).flatMap(f -> statistics.of(f.name()).stream()).toList();
    return List.of(
        RowFactory.create(columns.stream().map(c -> c.least().orElseThrow()).toArray()),
        RowFactory.create(columns.stream().map(c -> c.greatest().orElseThrow()).toArray()),
        RowFactory.create(new Object[columns.size()]));
  }

  /** The columns whose extremes are known; one row of the three has nulls. */
  private static StructType withExtremes(StructType schema, RowStatistics statistics) {
    return new StructType(
        Arrays.stream(schema.fields())
            .filter(f -> statistics.of(f.name()).filter(OfColumn::hasExtremes).isPresent())
            .map(f -> new StructField(f.name(), f.dataType(), true, f.metadata()))
            .toArray(StructField[]::new));
  }
}
