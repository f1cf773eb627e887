package io.tidegate.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.dqdl.model.DeequExecutableRule;
import io.tidegate.check.Finding;
import io.tidegate.check.Measures;
import io.tidegate.config.OnFailure;
import io.tidegate.config.OutputConfig.QualityConfig;
import io.tidegate.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
   */
  public record Result(List<Finding> findings, Measures measures) {}

  private final String dataset;
  private final StructType schema;
  private final List<PlannedRule> rules;
  private final Fusion fusion = new Fusion();
  private final List<Analyzer<?, ?>> unfused = new ArrayList<>();
  private final Optional<RowFilter> rowFilter;

  private Quality(String dataset, StructType schema, List<PlannedRule> rules) {
    this.dataset = dataset;
    this.schema = schema;
    this.rules = rules.stream().filter(rule -> !isRowRule(rule)).toList();
    List<PlannedRule> rowRules = rules.stream().filter(Quality::isRowRule).toList();
    this.rowFilter = rowRules.isEmpty() ? Optional.empty() : Optional.of(new RowFilter(rowRules));
    this.rules.stream().flatMap(rule -> rule.analyzers().stream()).distinct().forEach(this::plan);
  }

  /**
   * Plans the rules for a dataset of this schema. Starts no Spark job.
   *
   * @throws io.tidegate.problem.UserException with every rule that cannot be evaluated
   */
  public static Quality plan(
      String dataset, List<QualityConfig> configs, StructType schema, MetricHistory history) {
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
    return new Quality(dataset, schema, rules);
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
    var all = new ArrayList<>(fusion.aggregates());
    rowFilter.ifPresent(filter -> all.add(filter.badRows()));
    return all;
  }

  /** Present when there are rules whose broken rows go to the quarantine table. */
  public Optional<RowFilter> rowFilter() {
    return rowFilter;
  }

  /**
   * @param observed a row that has {@link #aggregates} by their aliases, over exactly the staged
   *     rows
   * @param staged the staged rows; asked for only when some rule needs them
   * @param references the datasets that comparing rules and SQL name, by alias
   */
  public Result judge(
      Row observed, Supplier<Dataset<Row>> staged, Map<String, Dataset<Row>> references) {
    if (rules.stream().map(PlannedRule::rule).noneMatch(Quality::isSql)) {
      return result(observed, staged, references);
    }
    SqlScope scope = SqlScope.open(staged.get(), references);
    return result(observed, scope::primary, scope.references());
  }

  private Result result(
      Row observed, Supplier<Dataset<Row>> staged, Map<String, Dataset<Row>> references) {
    var metrics = new DeequMetrics(fusion.metrics(observed));
    if (!unfused.isEmpty()) {
      metrics = metrics.and(DeequMetrics.measure(unfused, staged.get()));
    }
    var run = new DeequRun(metrics, staged, references);
    var judge = new RuleJudge(dataset, run);
    List<Finding> findings = rules.stream().map(judge::judge).toList();
    return new Result(findings, run.measures());
  }

  private static boolean isSql(Rule rule) {
    return RuleFileChecker.parts(rule.parsed())
        .anyMatch(part -> part.getRuleType().equals("CustomSql"));
  }

  /**
   * Where each rule is measured, by its finding's check and in the rules' order: {@code write}, in
   * the pass that writes, or {@code staged-files}.
   *
   * @param observed whether {@link #aggregates} were taken in the pass that wrote
   */
  public Map<String, String> tiers(boolean observed) {
    var tiers = new LinkedHashMap<String, String>();
    for (PlannedRule rule : rules) {
      boolean fused =
          observed
              && rule.parts().allMatch(DeequExecutableRule.class::isInstance)
              && rule.analyzers().stream().noneMatch(unfused::contains);
      tiers.put(rule.rule().check(), fused ? "write" : "staged-files");
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
