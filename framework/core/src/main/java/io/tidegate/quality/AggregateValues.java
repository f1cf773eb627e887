package io.tidegate.quality;

import io.tidegate.check.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The values of all fused aggregates, each from where it costs least.
 *
 * @param values by alias; empty for SQL's null
 */
record AggregateValues(Map<String, Optional<Object>> values, Map<String, Tier> tiers) {

  /** The staged rows are read only for what the statistics were expected to answer and do not. */
  static AggregateValues of(
      SparkSession spark, StructType schema, Fusion fusion, StagedRows staged) {
    var all = new AggregateValues(new LinkedHashMap<>(), new LinkedHashMap<>());
    Tier observed = staged.inTheWrite() ? Tier.WRITE : Tier.STAGED_FILES;
    all.add(fusion.observed().keySet(), staged.observed(), observed);
    if (!fusion.known().isEmpty()) {
      all.addKnown(spark, schema, fusion, staged);
    }
    return all;
  }

  private void addKnown(SparkSession spark, StructType schema, Fusion fusion, StagedRows staged) {
    Answers.of(spark, schema, staged.statistics().get(), fusion.known())
        .forEach((alias, value) -> put(alias, value, Tier.STATISTICS));
    List<String> open =
        fusion.known().keySet().stream().filter(alias -> !values.containsKey(alias)).toList();
    if (!open.isEmpty()) {
      add(open, aggregate(staged.rows(), fusion, open), Tier.STAGED_FILES);
    }
  }

  private static Row aggregate(Supplier<Dataset<Row>> rows, Fusion fusion, List<String> aliases) {
    var columns = new ArrayList<Column>(aliases.stream().map(fusion::aggregate).toList());
    Column first = columns.remove(0);
    return rows.get().agg(first, columns.toArray(Column[]::new)).head();
  }

  private void add(Iterable<String> aliases, Row row, Tier tier) {
    aliases.forEach(alias -> put(alias, Optional.ofNullable(row.getAs(alias)), tier));
  }

  private void put(String alias, Optional<Object> value, Tier tier) {
    values.put(alias, value);
    tiers.put(alias, tier);
  }

  /** Of what needs all of these aggregates. */
  Tier tier(List<String> aliases) {
    return aliases.stream()
        .map(alias -> tiers.getOrDefault(alias, Tier.STAGED_FILES))
        .reduce(Tier.STATISTICS, Tier::or);
  }
}
