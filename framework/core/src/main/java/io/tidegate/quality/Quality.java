package io.tidegate.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.dqdl.model.DeequExecutableRule;
import io.tidegate.check.Finding;
import io.tidegate.check.Measures;
import io.tidegate.check.Tier;
import io.tidegate.config.OnFailure;
import io.tidegate.config.OutputConfig.QualityConfig;
import io.tidegate.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import software.amazon.glue.dqdl.model.DQRule;

/**
 * The rules of one output: which aggregates they need of the pass that writes it, and what they
 * come to. What cannot be an aggregate of that pass is measured on the staged files, and only then
 * are they read.
 */
public final class Quality {

  /**
   * @param measures every metric that was measured, by Deequ's name for it
   * @param tiers where each rule was measured, by its finding's check and in the rules' order:
   *     {@code statistics} of the written files, {@code write}, the pass that wrote them, or {@code
   *     staged-files}, a pass over them
   */
  public record Result(List<Finding> findings, Measures measures, Map<String, String> tiers) {}

  private final SparkSession spark;
  private final String dataset;
  private final StructType schema;
  private final List<PlannedRule> rules;
  private final Fusion fusion;
  private final List<Analyzer<?, ?>> unfused = new ArrayList<>();
  private final Optional<RowFilter> rowFilter;

  private Quality(
      SparkSession spark,
      String dataset,
      StructType schema,
      Fusion fusion,
      List<PlannedRule> rules) {
    this.spark = spark;
    this.dataset = dataset;
    this.schema = schema;
    this.fusion = fusion;
    this.rules = rules.stream().filter(rule -> !isRowRule(rule)).toList();
    List<PlannedRule> rowRules = rules.stream().filter(Quality::isRowRule).toList();
    this.rowFilter = rowRules.isEmpty() ? Optional.empty() : Optional.of(new RowFilter(rowRules));
    this.rules.stream().flatMap(rule -> rule.analyzers().stream()).distinct().forEach(this::plan);
  }

  /**
   * Plans the rules for a dataset of this schema. Starts no Spark job.
   *
   * @param counted the columns of which the written files will have statistics
   * @throws io.tidegate.problem.UserException with every rule that cannot be evaluated
   */
  public static Quality plan(
      SparkSession spark,
      String dataset,
      List<QualityConfig> configs,
      StructType schema,
      Set<String> counted,
      MetricHistory history) {
    var problems = new Problems();
    var rules = new ArrayList<PlannedRule>();
    for (QualityConfig config : configs) {
      var parsed = RuleParser.parse(config.file(), config.onFailure());
      problems.addAll(parsed.problems());
      for (Rule rule : parsed.rules()) {
        try {
          rules.add(PlannedRule.of(rule, history));
        } catch (io.tidegate.problem.UserException e) {
          problems.addAll(e.problems());
        }
      }
    }
    problems.throwIfAny();
    return new Quality(spark, dataset, schema, new Fusion(schema, counted::contains), rules);
  }

  private static boolean isRowRule(PlannedRule rule) {
    return rule.rule().onFailure() == OnFailure.QUARANTINE;
  }

  private void plan(Analyzer<?, ?> analyzer) {
    if (DeequMetrics.canMeasure(analyzer, schema) && Fusion.fits(analyzer)) {
      fusion.add(analyzer);
    } else {
      unfused.add(analyzer);
    }
  }

  /** To be taken in the pass that writes the dataset; each has an alias. May be empty. */
  public List<Column> aggregates() {
    var all = new ArrayList<>(fusion.observed().values());
    rowFilter.ifPresent(filter -> all.add(filter.badRows()));
    return all;
  }

  /** Present when there are rules whose broken rows go to the quarantine table. */
  public Optional<RowFilter> rowFilter() {
    return rowFilter;
  }

  /**
   * @param references the datasets that comparing rules and SQL name, by alias
   */
  public Result judge(StagedRows staged, Map<String, Dataset<Row>> references) {
    if (rules.stream().map(PlannedRule::rule).noneMatch(Quality::isSql)) {
      return result(staged, staged.rows(), references);
    }
    SqlScope scope = SqlScope.open(staged.rows().get(), references);
    return result(staged, scope::primary, scope.references());
  }

  private Result result(
      StagedRows staged, Supplier<Dataset<Row>> rows, Map<String, Dataset<Row>> references) {
    AggregateValues values = AggregateValues.of(spark, schema, fusion, staged);
    var metrics = new DeequMetrics(fusion.metrics(values.values()));
    if (!unfused.isEmpty()) {
      metrics = metrics.and(DeequMetrics.measure(unfused, rows.get(), staged.statistics()));
    }
    var run = new DeequRun(metrics, rows, references);
    var judge = new RuleJudge(dataset, run);
    List<Finding> findings = rules.stream().map(judge::judge).toList();
    return new Result(findings, run.measures(), tiers(values));
  }

  private static boolean isSql(Rule rule) {
    return RuleFileChecker.parts(rule.parsed())
        .anyMatch(part -> part.getRuleType().equals("CustomSql"));
  }

  private Map<String, String> tiers(AggregateValues values) {
    var tiers = new LinkedHashMap<String, String>();
    for (PlannedRule rule : rules) {
      boolean fused =
          rule.parts().allMatch(DeequExecutableRule.class::isInstance)
              && rule.analyzers().stream().noneMatch(unfused::contains);
      List<String> aliases =
          rule.analyzers().stream().flatMap(a -> fusion.aliases(a).stream()).toList();
      Tier tier = fused ? values.tier(aliases) : Tier.STAGED_FILES;
      tiers.put(rule.rule().check(), tier.label());
    }
    return tiers;
  }

  /**
   * The rows at fault for a failed rule: those that break a row-level rule, or the keys that occur
   * more than once. Empty for other rules, and for a finding of none of these rules.
   */
  public Optional<Dataset<Row>> offenders(Finding finding, Dataset<Row> rows) {
    return rules.stream()
        .filter(rule -> rule.rule().check().equals(finding.check()))
        .findFirst()
        .flatMap(rule -> offenders(rule, rows));
  }

  private static Optional<Dataset<Row>> offenders(PlannedRule rule, Dataset<Row> rows) {
    DQRule parsed = rule.rule().parsed();
    if (parsed.getRuleType().equals("IsUnique") || parsed.getRuleType().equals("IsPrimaryKey")) {
      Column[] keys =
          parsed.getParameters().values().stream()
              .map(name -> col(ColumnNames.quoted(name)))
              .toArray(Column[]::new);
      return Optional.of(rows.groupBy(keys).count().filter("count > 1"));
    }
    return RowCondition.of(rule)
        .map(
            good ->
                org.apache.spark.sql.functions.coalesce(
                    good, org.apache.spark.sql.functions.lit(false)))
        .map(good -> rows.filter(not(good)));
  }
}
